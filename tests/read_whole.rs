//! No word and no number of a card is ever lost unsaid. Cards are made from a grammar much wider than ours; each word and
//! number in them is there once only, so that it can be looked for: it is in what was read, or a remark quotes it or stands
//! on it, or it is a comment for other authors.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use proptest::prelude::*;
use tandem::text::{Code, Remark};

#[path = "cards/shipped.rs"]
mod shipped;
use shipped::read;

/// In a template, a word that is there once only, and a number that is there once only.
const WORD: char = '¤';
const NUMBER: char = '¶';

/// Words within a line, in all the ways of Markdown and its dialects.
const INLINE: &[&str] = &[
    "¤",
    "¶",
    "¤ ¤ ¶ ¤.",
    "*¤* _¤_ **¤** __¤__ ***¤***",
    "~~¤~~ ~¤~ ^¤^ ==¤== ++¤++",
    "**¤：**¤",
    "** ¤ ** ¤",
    "*¤ **¤* ¤**",
    "`¤` ``¤ ` ¤``",
    "[¤](rest.md)",
    "[¤](#walked)",
    "[¤](https://a.example/x \"¤ ¶\")",
    "[¤](https://a.example/x '¤')",
    "[¤](<https://a.example/x> (¤))",
    "[¤](nowhere)",
    "[¤](javascript:x)",
    "[¤][a] [¤][] [¤]",
    "[[¤]] [[¤|¤]]",
    "![¤](a.png)",
    "![¤](a.png \"¤\")",
    "[![¤](a.png)](rest.md)",
    "<https://a.example/¤>",
    "https://a.example/¤",
    "<b>¤</b> ¤",
    "<br>¤<br/>",
    "<!-- x -->¤",
    "<?¤?>",
    "<span title=\"¤\">¤</span>",
    "¤[^a] ¤[^none]",
    "^[¤]",
    "¤&nbsp;¤ &#8211; ¤ &lt;¤&gt;",
    "\\*¤\\* \\[¤\\] \\¤",
    "¤\\\n¤",
    "¤  \n¤",
    "¤\n¤\n¤",
    "$¤$ $$¤$$",
    "{#¤} {.¤} {¤}",
    ":¤: @¤",
    "[ ] ¤ [x] ¤",
    "____ ¤ ____",
    "¤\u{a0}¤ ¤\u{202f}¤",
    "¤ | ¤",
    "¤ \\| ¤",
    "¤: ¤",
    "(¤) \"¤\" '¤'",
    "漢字¤漢字**¤**漢字",
    "שלום ¤ مرحبا",
];

/// Blocks, with inline templates in place of `@`.
const BLOCKS: &[&str] = &[
    "@",
    "@\n@",
    "# @",
    "## @",
    "##@",
    "### @ ###",
    "#### @",
    "## [¤](#free) ¤",
    "## [¤](#Free)",
    "## @ {#id}",
    "¤\n===",
    "¤\n---",
    "---",
    "***",
    "+++\n¤\n+++",
    "---\n¤: ¤\n---",
    "- @\n- @",
    "* @\n+ @",
    "- @\n\n- @",
    "- @\n  - @\n    - @",
    "- @\n\n  @",
    "-\u{a0}@",
    "- ¤\n-\u{a0}¤",
    "- ¤\n•\t¤",
    "• ¤\n• ¤",
    "-¤",
    "- [ ] ¤\n- [x] ¤",
    "- ¤\n¤",
    "1. @\n2. @",
    "1. @\n1. @",
    "1. ¤\n3. ¤\n4. ¤",
    "1. ¤\n1. ¤\n2. ¤",
    "1. ¤\n¶. ¤",
    "¶. ¤",
    "¶) ¤",
    "0. ¤",
    "¤\n¶. ¤",
    "¤\n\n¶. ¤",
    "1. ¤\n   1. ¤\n   ¶. ¤",
    "> @",
    "> @\n¤",
    "> - @\n> - ¤",
    "> > ¤",
    "```\n¤\n```",
    "```¤\n¤\n```",
    "~~~ ¤ ¤\n¤",
    "    ¤",
    "<div>\n¤\n</div>",
    "<p>¤</p>",
    "<!-- for authors -->",
    "<!-- for authors --> ¤",
    "<!--\nfor authors\n-->\n¤",
    "<script>¤</script>",
    "| @ | @ |\n|---|---|\n| @ | ¤ |",
    "| ¤ | ¤ |\n|---|---|\n| ¤ | ¤ | ¤ |",
    "| ¤ | ¤ |\n|---|---|\n| ¤ |\n| ¤ | ¶ | ¶ | |",
    "| ¤ | ¤ |\n|---|---|\n| ¤ | ¤ | | ¤ | ¤ |\n| ¤ | ¤ |\n¤",
    "| ¤ | ¤ |\n|---|\n| ¤ | ¤ |",
    "¤ | ¤\n--|--\n¤ | ¤ | ¤",
    "| ¤ |\n|---|",
    "[¤]: ¤",
    "[¤]: https://a.example/¤ \"¤\"",
    "[¤]: <¤>\n  '¤ ¤'",
    "[a]: https://a.example '¤'",
    "[^¤]: ¤",
    "[^b]: ¤\n    ¤",
    "[^c]: ¤\n\n    - ¤\n    - ¤",
    "[^d]: ¤\n\n    ¶. ¤",
    "[^e]: ¤\n\n    > ¤",
    "[^f]: ¤\n\n        ¤",
    "[^g]: ¤\n\n    | ¤ |\n    |---|\n    | ¤ | ¤ |",
    "[^h]:\n    ¤",
    "[^i]: ¤\n[^i]: ¤",
    "[^j]: ¤\n\n    ### ¤",
    "[^k]:",
    "*[¤]: ¤",
    "¤\n: ¤",
    "$$\n¤\n$$",
    "::: ¤\n¤\n:::",
    "{{¤}}",
    "%% ¤ %%",
    "![¤][a]",
];

/// What may stand in the list of choices.
const CHOICES: &[&str] = &[
    "- [Rest](rest.md)",
    "- [Rest](rest.md): ¤",
    "- ¤ [Rest](rest.md)",
    "- [¤](other.md) [¤](rest.md)",
    "- **[Rest](rest.md)** ¤",
    "- ¤",
    "1. [Rest](rest.md)\n¶. [Rest](rest.md)",
    "- [Rest](rest.md)\n\n  ¤",
    "- [Rest](rest.md)\n  - ¤",
];

const MATTERS: &[&str] = &[
    "- [¤](#x¤)",
    "- [¤](#x¤) ¤",
    "- [¤](#x¤): [walking](#walked), ¤",
    "- [¤](#x¤)\n\n  ¤",
    "- [*¤* ¤](#x¤)\n  1. ¤",
    "- ¤ [¤](#x¤)",
    "- [¤](#x¤): **¤**, [¤](rest.md)",
    "1. [¤](#x¤)\n¶. [¤](#x¤)",
];

/// Rows and what stands around them.
const OUTCOMES: &[&str] = &[
    "### [¤](#t1)\n\n¤ ¤",
    "### [¤](#t2) ¤\n\n@\n\n| Out of 100 ¤ | [¤](rest.md) | [When](#over) | [How sure](#sure) | [In words](#difference) |\n|---|---|---|---|---|\n| [¤](#r1)[^a] | 60 | at ¤ | low | @ |\n| [¤](#r2)[^a] ¤ | *¤* | ¤ | low | ¤ | ¤ |\n| [¤](#r3)[^a] | 7 (¶ to 9) | ¤ | low | ¤ |\n| ¤ | ¤ | ¤ | low | ¤ |\n| [¤](#r4)[^a] | ¤ | ¤ | ¤ | ¤ |\n| [¤](#r5) | 60 | ¤ | low | ¤ |\n| [¤](#r6)[^a] | 60 | ¤ | low |\n\n@",
    "### [¤](#t3)\n\n¤\n\n| ¤ | [¤](rest.md) | [When](#over) | [How sure](#sure) | [In words](#difference) |\n|---|---|---|---|---|\n| [¤](#r7)[^a] | 60 | at ¤ | low | ¤ |\n\n¤",
    "### [¤](#t4)\n\n¤\n\n| Out of 100 ¤ | [¤](rest.md) | [When](#over) |\n|---|---|---|\n| [¤](#r8)[^a] | 60 | ¤ |\n\n¤",
    "### [¤](#t5)\n\n| ¤ | ¤ |\n|---|---|\n| ¤ | ¤ |\n\n| ¤ | ¤ |\n|---|---|\n| ¤ | ¤ |",
    "### ¤",
    "### [¤](#parts-t6)\n\n¤\n\n| Out of 100 [¤](#counted) ¤ | [¤](rest.md) | [When](#over) | [How sure](#sure) | [In words](#difference) |\n|---|---|---|---|---|\n| [¤](#r9)[^a] | 60 | at ¤ | low | ¤ |\n| [¤](#r10)[^a], or *¤* | fewer than 1 | at ¤ | low | ¤ |\n| [¤](#r11)[^a] | 40 ¤ | ¤ | low | ¤ |\n\n¤",
    "### [¤](#t7)\n\n¤\n\n| Out of 10,000 [¤](#group-a) | [¤](rest.md) | [When](#over) | [How sure](#sure) | [In words](#difference) |\n|---|---|---|---|---|\n| [¤](#found-true)[^a] | 9 | now | low | ¤ |\n| [¤](#found-false)[^a] | fewer than ¶ | now | low | ¤ |\n| [¤](#clear-true)[^a] | 9,980 | now | low | ¤ |\n| [¤](#clear-false)[^a] | 5 | now | low | ¤ |",
    "### [¤](#t8)\n\n¤\n\n| [¤](#unit) ¤ | [¤](rest.md) | [¤](#apart) | [When](#over) | [How sure](#sure) | [In words](#difference) |\n|---|---|---|---|---|---|\n| [¤](#r12)[^a] | ¶ | -¶ (-5 to ¶) | ¤ | low | ¤ |\n| [¤](#r13)[^a] ¤ | ¶ ¤ | *¤* | ¤ | low | ¤ |\n| [¤](#r14)[^a] | *¤ ¶* | not known | ¤ | low | ¤ |\n\n¤",
];

fn any_of(list: &'static [&'static str]) -> impl Strategy<Value = String> + Clone {
    prop::sample::select(list).prop_map(str::to_string)
}

/// A block, with other blocks below it in some.
fn block() -> impl Strategy<Value = String> {
    let leaf = (any_of(BLOCKS), any_of(INLINE), any_of(INLINE)).prop_map(|(block, one, other)| {
        let mut parts = block.splitn(3, '@');
        let start = parts.next().unwrap_or_default().to_string();
        parts.zip([one, other]).fold(start, |text, (rest, inline)| text + &inline + rest)
    });
    leaf.prop_recursive(4, 12, 2, |inner| {
        let nested = prop::sample::select(vec![
            ("- ¤\n\n", "  "),
            ("", "> "),
            ("1. ¤\n\n", "   "),
            ("[^n]: ¤\n\n", "    "),
        ]);
        (nested, prop::collection::vec(inner, 1..3)).prop_map(|((first, prefix), blocks)| {
            let inside = blocks.join("\n\n");
            let lines: Vec<String> =
                inside.lines().map(|line| format!("{prefix}{line}").trim_end().to_string()).collect();
            format!("{first}{}", lines.join("\n"))
        })
    })
}

fn blocks(most: usize) -> impl Strategy<Value = String> {
    let gap = prop_oneof![8 => Just("\n\n"), 1 => Just("\n")];
    prop::collection::vec((block(), gap), 0..most)
        .prop_map(|blocks| blocks.into_iter().map(|(block, gap)| block + gap).collect())
}

fn some_of(list: &'static [&'static str]) -> impl Strategy<Value = String> {
    (prop::collection::vec(any_of(list), 0..4), blocks(2), any_of(INLINE))
        .prop_map(|(lines, blocks, inline)| format!("{}\n\n{blocks}", lines.join("\n").replace('@', &inline)))
}

const HEAD: &str = "---\ntitle: A title\nstatus: example\nversion: 1\npublished: 2026-11-22\nreview-by: 2027-11-22\nauthors: none\nreviewers: none\nfunding: None.\nupdate-policy: Never.\n---\n\n";

fn decision() -> impl Strategy<Value = String> {
    let sections = (some_of(CHOICES), some_of(OUTCOMES), some_of(MATTERS), some_of(MATTERS));
    (blocks(3), blocks(4), sections, blocks(3), any::<bool>()).prop_map(
        |(intro, free, (choices, outcomes, matters, questions), last, twice)| {
            let again = if twice { "## [M](#matters)\n\n- [¤](#last)\n\n" } else { "" };
            format!(
                "{HEAD}# ¤\n\n{intro}\n\n## [¤](#who-for)\n\n{free}\n\n## [C](#choices)\n\n{choices}\n\n\
                 ## [O](#outcomes)\n\n{outcomes}\n\n## [M](#matters)\n\n{matters}\n\n{again}## [Q](#questions)\n\n\
                 {questions}\n\n## [¤](#rest-of-it)\n\n{last}\n\n[^a]: ¤ ¤.\n"
            )
        },
    )
}

fn option() -> impl Strategy<Value = String> {
    (blocks(3), blocks(3)).prop_map(|(intro, free)| {
        format!("---\ntitle: A title\n---\n\n# ¤\n\n{intro}\n\n## [¤](#what)\n\n{free}\n\n[^a]: ¤ ¤.\n")
    })
}

/// Every word and number once only, from a first number on.
fn filled(template: &str, first: usize) -> (String, Vec<String>) {
    let (mut text, mut all) = (String::new(), Vec::new());
    for sign in template.chars() {
        let number = first + all.len();
        match sign {
            WORD => all.push(format!("w{number}q")),
            NUMBER => all.push(format!("{}", 700_000_000 + number)),
            sign => {
                text.push(sign);
                continue;
            }
        }
        text.push_str(all.last().unwrap());
    }
    (text, all)
}

/// The words that are neither in what was read nor said. A column that is left out is said at its head.
fn lost(
    files: &[(String, String)],
    words: &[(String, Vec<String>)],
    model: &str,
    remarks: &[Remark],
) -> Vec<String> {
    let mut lost = Vec::new();
    for (file, all) in words {
        let text = &files.iter().find(|(name, _)| name == file).unwrap().1;
        let said: Vec<&Remark> = remarks.iter().filter(|remark| remark.file == *file).collect();
        for word in all {
            let at = text.find(word.as_str()).unwrap();
            let is_said = said.iter().any(|remark| {
                remark.about.contains(word.as_str()) || (remark.at.start <= at && at < remark.at.end)
            });
            // An address is no word.
            let before = &text[..at];
            let is_address = before.rfind("](").is_some_and(|start| !text[start..at].contains([')', '\n']))
                && !text[before.rfind("](").unwrap()..at].contains(['"', '\'', ' ']);
            if !is_said && !is_address && !model.contains(word.as_str()) {
                let line = text[..at].matches('\n').count();
                lost.push(format!("{word} in {:?}", text.lines().nth(line).unwrap_or_default()));
            }
        }
    }
    lost
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn no_word_of_a_card_is_ever_lost_unsaid(decision in decision(), option in option()) {
        let (decision, its_words) = filled(&decision, 1000);
        let (option, more) = filled(&option, 5000);
        let files = [("decision.md".to_string(), decision), ("rest.md".to_string(), option)];
        let (model, remarks) = read(&files);
        let mut words = vec![("decision.md".to_string(), its_words)];
        if model.option("rest").is_some() {
            words.push(("rest.md".to_string(), more));
        }
        prop_assume!(remarks.len() < 900);
        let lost = lost(&files, &words, &format!("{model:?}"), &remarks);
        let is_column_out = remarks.iter().any(|remark| remark.code == Code::ColumnShape);
        prop_assert!(lost.is_empty() || is_column_out, "{lost:#?}\n{}\n{:#?}", files[0].1, remarks);
    }
}
