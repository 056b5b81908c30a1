//! Divides the program: what every first screen needs, what those of topics, of the list of topics, and of lists and sheets
//! need, and what comes after it.
//!
//! A phone downloads `program.wasm` first with the part of its page, and can then do what people do first: read, answer, go
//! from place to place. The functions of the modules named in [`PARTS`], and those that only they call, stand in files of
//! their own; those that the page does not begin with are fetched once it is alive. In the first part a stub stands for each of them that somebody else calls: it asks the
//! page for the part if that is not there yet, and calls the function through the table of functions, where the part has
//! put it. All share one memory, one stack and one table.
//!
//! Which part a function is in changes nothing that the program does, only when its bytes travel.

#![allow(clippy::indexing_slicing, reason = "all places come from one list of the program's functions")]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::Path;

use walrus::ir::{self, Value};
use walrus::{
    ConstExpr, ElementItems, ElementKind, ExportItem, FunctionBuilder, FunctionId, FunctionKind, GlobalKind,
    ImportedFunction, Module, ModuleConfig, TableId, ValType,
};

type Tried<T = ()> = Result<T, Box<dyn Error>>;

/// The parts that come later, in the order that `public/boot/parts.js` knows. A function is in the first one that has a word
/// in its full name, types included.
const PARTS: [(&str, &[&str]); 4] = [
    (
        "sheets",
        &[
            "tandem::views::handout",
            "tandem::cards::handout",
            "tandem::views::parts::calendar",
            "tandem::summary::calendar",
            "app::start::sheet",
            "app::start::handout",
        ],
    ),
    (
        "later",
        &[
            "tandem::views::parts::aloud",
            "tandem::views::parts::beside",
            "tandem::views::parts::field::put_back<tandem::answers::topic::Asked>",
            "tandem::views::parts::large",
            "tandem::views::parts::prose::own_isolated",
            "tandem::views::parts::sheet",
            "tandem::views::parts::whole",
            "tandem::views::parts::glossary::of_row",
            "tandem::views::parts::groups",
            "tandem::views::copy",
            "tandem::views::element::html",
            "tandem::views::element::dom::practise",
            "tandem::views::paper",
            "tandem::views::practice",
            "tandem::views::talk",
            "tandem::views::steps::about",
            "tandem::views::steps::compare",
            "tandem::views::steps::my_way",
            "tandem::views::steps::page",
            "tandem::views::steps::questions",
            "tandem::views::steps::stand",
            "tandem::views::steps::what_we_said",
            "tandem::views::steps::worksheet",
            "tandem::views::parts::comparison",
            "tandem::views::parts::people_picture::picture",
            "tandem::views::parts::people_picture::small",
            "tandem::views::parts::row::cell",
            "tandem::views::parts::row::studied",
            "tandem::views::parts::row::sources",
            "tandem::views::parts::aside",
            "tandem::views::parts::study",
            "tandem::answers::copy",
            "tandem::answers::merge",
            "tandem::answers::sheets::Person>::to_show",
            "tandem::answers::version1",
            "tandem::summary::Concern>::key_rows",
            "tandem::summary::SetAside",
            "tandem::summary::Summary>::with_person",
            "tandem::summary::person",
            "tandem::summary::sentence::amount",
            "tandem::summary::sentence::changed",
            "tandem::summary::sentence::happened",
            "tandem::summary::sentence::others",
            "tandem::summary::sentence::short",
            "tandem::summary::talk::Talked>::of",
            "tandem::summary::set_aside",
            "tandem::summary::sources",
            "tandem::summary::tag",
            "tandem::summary::again",
            "tandem::summary::beside",
            "tandem::summary::glossary",
            "tandem::cards::glossary::used",
            "tandem::cards::whole::Whole>::column",
            "tandem::summary::summarise",
            "tandem::summary::plain",
            "tandem::summary::whole",
            // What only the places above keep and follow.
            "Removed<tandem::answers::topic::Asked>>> as reactive_graph",
            "Option<tandem::answers::finished::Finished>, reactive_graph",
            "Vec<tandem::answers::finished::Finished>, reactive_graph",
        ],
    ),
    (
        "topic",
        &[
            "tandem::views::app",
            "tandem::views::route::Route",
            "tandem::views::steps::choices",
            "tandem::views::steps::decision",
            "tandem::views::steps::matters",
            "tandem::views::parts::detail",
            "tandem::views::parts::glossary",
            "tandem::cards::glossary",
        ],
    ),
    (
        "library",
        &[
            "tandem::views::library",
            "tandem::views::keeping::kept_topics",
            "tandem::views::keeping::open_copy",
            "app::start::topics_list",
        ],
    ),
];

/// A function of fewer instructions may be shared by others that are alike.
const SMALL: u64 = 40;

/// The same of one in the table: closures above all, of which many are alike.
const MIDDLING: u64 = 120;

/// The same of a function that is made anew for each type it is used with.
const LARGE: u64 = 200;

/// Under this name a part finds what the first one has.
const FIRST: &str = "first";

/// Where the first part asks for another, by its number: `load` of this module.
const PARTS_MODULE: &str = "parts";

/// Reads `whole`, a program with names; writes `program.wasm` and a file for each part into `folder`, without names.
pub fn split(whole: &Path, folder: &Path) -> Tried {
    let bytes = fs::read(whole)?;
    let plan = Plan::of(&parse(&bytes)?)?;
    fs::write(folder.join("program.wasm"), first(&bytes, &plan)?.emit_wasm())?;
    for (number, (name, _)) in PARTS.iter().enumerate() {
        fs::write(folder.join(format!("{name}.wasm")), part(&bytes, &plan, number)?.emit_wasm())?;
    }
    Ok(())
}

fn parse(bytes: &[u8]) -> Tried<Module> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    Ok(config.parse(bytes)?)
}

/// The functions of a module, in the order in which every reading of the same bytes gives them.
fn functions(module: &Module) -> Vec<FunctionId> {
    module.funcs.iter().map(|it| it.id()).collect()
}

/// Where each function goes. Functions are named by their place in [`functions`].
struct Plan {
    /// The part of each; none in the first.
    parts: Vec<Option<usize>>,
    /// The places in the table where each later function has to be put.
    slots: BTreeMap<usize, Vec<u32>>,
    table_size: u64,
    /// What the first part has to show to the others.
    shown: BTreeSet<usize>,
}

impl Plan {
    fn of(program: &Module) -> Tried<Self> {
        let ids = functions(program);
        let places: BTreeMap<FunctionId, usize> =
            ids.iter().enumerate().map(|(place, id)| (*id, place)).collect();
        let calls = calls(program, &places);
        let (table, table_size) = table(program, &places)?;
        let parts = parts(program, &ids, &calls, table.values().copied().collect());
        let mut slots: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
        for (slot, place) in table.iter().filter(|(_, place)| parts[**place].is_some()) {
            slots.entry(*place).or_default().push(*slot);
        }
        let mut plan = Self { parts, slots, table_size, shown: BTreeSet::new() };
        for (caller, called) in calls {
            plan.call(caller, called);
        }
        Ok(plan)
    }

    /// One part calls another through the first; the first calls a later function through the table.
    fn call(&mut self, caller: usize, called: usize) {
        if self.parts[caller] == self.parts[called] {
            return;
        }
        if self.parts[caller].is_some() {
            self.shown.insert(called);
        }
        if self.parts[called].is_some() && !self.slots.contains_key(&called) {
            let slot = u32::try_from(self.table_size).unwrap_or(u32::MAX);
            self.slots.insert(called, vec![slot]);
            self.table_size += 1;
        }
    }
}

/// Who calls whom.
fn calls(program: &Module, places: &BTreeMap<FunctionId, usize>) -> BTreeSet<(usize, usize)> {
    struct Calls(Vec<FunctionId>);
    impl<'a> ir::Visitor<'a> for Calls {
        fn visit_function_id(&mut self, id: &FunctionId) {
            self.0.push(*id);
        }
    }
    let mut found = BTreeSet::new();
    for (id, function) in program.funcs.iter_local() {
        let mut calls = Calls(Vec::new());
        ir::dfs_in_order(&mut calls, function, function.entry_block());
        found.extend(calls.0.iter().map(|called| (places[&id], places[called])));
    }
    found
}

/// The functions in the table by their slots, and its size.
fn table(program: &Module, places: &BTreeMap<FunctionId, usize>) -> Tried<(BTreeMap<u32, usize>, u64)> {
    let mut found = BTreeMap::new();
    for element in program.elements.iter() {
        let (ElementItems::Functions(items), ElementKind::Active { offset, .. }) =
            (&element.items, &element.kind)
        else {
            continue;
        };
        let ConstExpr::Value(Value::I32(offset)) = offset else {
            return Err("a table of functions begins at a place that is no plain number".into());
        };
        let from = u32::try_from(*offset)?;
        found.extend((from..).zip(items.iter().map(|id| places[id])));
    }
    let id = function_table(program)?;
    Ok((found, program.tables.get(id).initial))
}

fn function_table(program: &Module) -> Tried<TableId> {
    program.tables.main_function_table()?.ok_or_else(|| "the program has no table of functions".into())
}

/// The part of each function: by its name, else where all who call it are. Not those that the page calls, and not by its
/// callers what stands in the table, since nobody sees who calls that.
fn parts(
    program: &Module,
    ids: &[FunctionId],
    calls: &BTreeSet<(usize, usize)>,
    in_table: BTreeSet<usize>,
) -> Vec<Option<usize>> {
    let called_by_page = exported(program);
    let is_free = |place: usize| {
        let id = ids[place];
        matches!(program.funcs.get(id).kind, FunctionKind::Local(_)) && !called_by_page.contains(&id)
    };
    let mut parts: Vec<Option<usize>> =
        (0..ids.len())
            .map(|place| {
                if is_free(place) { named_part(program, ids[place], in_table.contains(&place)) } else { None }
            })
            .collect();
    let mut callers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (caller, called) in calls {
        callers.entry(*called).or_default().push(*caller);
    }
    loop {
        let mut changed = false;
        for (called, callers) in &callers {
            if parts[*called].is_some() || in_table.contains(called) || !is_free(*called) {
                continue;
            }
            let others: BTreeSet<Option<usize>> =
                callers.iter().filter(|it| *it != called).map(|it| parts[*it]).collect();
            if let (1, Some(Some(part))) = (others.len(), others.first()) {
                parts[*called] = Some(*part);
                changed = true;
            }
        }
        if !changed {
            return parts;
        }
    }
}

fn exported(program: &Module) -> BTreeSet<FunctionId> {
    let exports = program.exports.iter().filter_map(|it| match it.item {
        ExportItem::Function(id) => Some(id),
        _ => None,
    });
    exports.chain(program.start).collect()
}

/// By the module that a function stands in, or that its types are from. Small ones do not go by their names: of several that
/// do the same only one is left, under the name of any of them.
fn named_part(program: &Module, id: FunctionId, is_in_table: bool) -> Option<usize> {
    let function = program.funcs.get(id);
    let name = without_marks(function.name.as_deref().unwrap_or_default());
    let size = function.kind.unwrap_local().size();
    let smallest = if is_in_table { MIDDLING } else { SMALL };
    let own = name.trim_start_matches(['<', '&']);
    let is_of = |module: &str| {
        (size >= smallest && own.starts_with(module)) || (size >= LARGE && name.contains(module))
    };
    PARTS.iter().position(|(_, modules)| modules.iter().any(|module| is_of(module)))
}

/// A full name has the compiler's mark of each crate in brackets.
fn without_marks(name: &str) -> String {
    let mut pieces = name.split('[');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |name, piece| name + piece.split_once(']').map_or(piece, |(_, rest)| rest))
}

/// The first part: stubs in the place of later functions, everything that the others need for export.
fn first(bytes: &[u8], plan: &Plan) -> Tried<Module> {
    let mut module = parse(bytes)?;
    let ids = functions(&module);
    let table = function_table(&module)?;
    if !plan.slots.is_empty() {
        show_common(&mut module);
        let number = module.types.add(&[ValType::I32], &[]);
        let (load, _) = module.add_import_func(PARTS_MODULE, "load", number);
        let asks: Vec<FunctionId> =
            (0..PARTS.len()).map(|part| ask(&mut module, load, part)).collect::<Result<_, _>>()?;
        for (place, slots) in &plan.slots {
            if let (Some(part), Some(slot)) = (plan.parts[*place], slots.first()) {
                stub(&mut module, ids[*place], asks[part], table, *slot)?;
            }
        }
    }
    for place in &plan.shown {
        module.exports.add(&shown_name(*place), ids[*place]);
    }
    make_room(&mut module, table, plan);
    walrus::passes::gc::run(&mut module);
    Ok(module)
}

/// In the table, for the functions that were not in it.
fn make_room(module: &mut Module, table: TableId, plan: &Plan) {
    let table = module.tables.get_mut(table);
    table.maximum = table.maximum.map(|it| it + plan.table_size - table.initial);
    table.initial = plan.table_size;
}

fn shown_name(place: usize) -> String {
    format!("f{place}")
}

/// Memory, tables and what can be set, each under its number.
fn show_common(module: &mut Module) {
    let memories: Vec<_> = module.memories.iter().map(|it| it.id()).collect();
    let tables: Vec<_> = module.tables.iter().map(|it| it.id()).collect();
    let globals: Vec<_> = module.globals.iter().map(|it| it.id()).collect();
    for (number, id) in memories.into_iter().enumerate() {
        module.exports.add(&format!("m{number}"), id);
    }
    for (number, id) in tables.into_iter().enumerate() {
        module.exports.add(&format!("t{number}"), id);
    }
    for (number, id) in globals.into_iter().enumerate() {
        module.exports.add(&format!("g{number}"), id);
    }
}

/// A function that asks the page for a part, once.
fn ask(module: &mut Module, load: FunctionId, part: usize) -> Tried<FunctionId> {
    let here = module.globals.add_local(ValType::I32, true, false, ConstExpr::Value(Value::I32(0)));
    let number = i32::try_from(part)?;
    let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
    builder.func_body().global_get(here).unop(ir::UnaryOp::I32Eqz).if_else(
        None,
        |missing| {
            missing.i32_const(number).call(load).i32_const(1).global_set(here);
        },
        |_| {},
    );
    Ok(builder.finish(Vec::new(), &mut module.funcs))
}

/// In the place of a function: asks for its part and calls it through the table.
fn stub(module: &mut Module, id: FunctionId, ask: FunctionId, table: TableId, slot: u32) -> Tried {
    let of = module.funcs.get(id).ty();
    let (params, results) = module.types.params_results(of);
    let (params, results) = (params.to_vec(), results.to_vec());
    let arguments: Vec<_> = params.iter().map(|it| module.locals.add(*it)).collect();
    let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
    let mut body = builder.func_body();
    body.call(ask);
    for argument in &arguments {
        body.local_get(*argument);
    }
    body.i32_const(i32::try_from(slot)?).call_indirect(of, table);
    module.funcs.get_mut(id).kind = FunctionKind::Local(builder.local_func(arguments));
    Ok(())
}

/// One later part: its own functions, put into the table; everything else is imported from the first.
fn part(bytes: &[u8], plan: &Plan, number: usize) -> Tried<Module> {
    let mut module = parse(bytes)?;
    let ids = functions(&module);
    let table = function_table(&module)?;
    module.start = None;
    for id in module.exports.iter().map(|it| it.id()).collect::<Vec<_>>() {
        module.exports.delete(id);
    }
    take_common(&mut module);
    make_room(&mut module, table, plan);
    for (place, id) in ids.iter().enumerate() {
        if plan.parts[place] != Some(number) {
            import(&mut module, *id, &shown_name(place));
        }
    }
    for (place, slots) in &plan.slots {
        for slot in slots.iter().filter(|_| plan.parts[*place] == Some(number)) {
            let offset = ConstExpr::Value(Value::I32(i32::try_from(*slot)?));
            let element = module
                .elements
                .add(ElementKind::Active { table, offset }, ElementItems::Functions(vec![ids[*place]]));
            module.tables.get_mut(table).elem_segments.insert(element);
        }
    }
    walrus::passes::gc::run(&mut module);
    Ok(module)
}

/// The first part has the memory with what stands in it, the tables and what can be set.
fn take_common(module: &mut Module) {
    for id in module.data.iter().map(|it| it.id()).collect::<Vec<_>>() {
        module.data.delete(id);
    }
    for id in module.elements.iter().map(|it| it.id()).collect::<Vec<_>>() {
        module.elements.delete(id);
    }
    for (number, id) in module.memories.iter().map(|it| it.id()).collect::<Vec<_>>().into_iter().enumerate() {
        let import = module.imports.add(FIRST, &format!("m{number}"), id);
        let memory = module.memories.get_mut(id);
        memory.data_segments.clear();
        memory.import = Some(import);
    }
    for (number, id) in module.tables.iter().map(|it| it.id()).collect::<Vec<_>>().into_iter().enumerate() {
        let import = module.imports.add(FIRST, &format!("t{number}"), id);
        let table = module.tables.get_mut(id);
        table.elem_segments.clear();
        table.import = Some(import);
    }
    for (number, id) in module.globals.iter().map(|it| it.id()).collect::<Vec<_>>().into_iter().enumerate() {
        let import = module.imports.add(FIRST, &format!("g{number}"), id);
        module.globals.get_mut(id).kind = GlobalKind::Import(import);
    }
}

fn import(module: &mut Module, id: FunctionId, name: &str) {
    let ty = module.funcs.get(id).ty();
    if let FunctionKind::Import(old) = &module.funcs.get(id).kind {
        let old = old.import;
        module.imports.delete(old);
    }
    let import = module.imports.add(FIRST, name, id);
    module.funcs.get_mut(id).kind = FunctionKind::Import(ImportedFunction { import, ty });
}
