// The program: one for each page that needs it, all made from the same parts, without the network.

import { loadAll } from "./load.js";
import { clear, forget, held, heldBeside, hold, isNewer, settle } from "./memory.js";
import { byId, embedded, page, root } from "./page.js";
import { LATER, LIBRARY, SHEETS, TOPIC, bring, fetchFromDevice, isHere, load } from "./parts.js";
import { isShared, setShared } from "./shared.js";
import { bringAloud } from "./source.js";
import { clearKept, keeper, keptBeside, keptLines, move, readKept, whenChanged, whenCleared } from "./store.js";
import { choose, choosing, copy, print, save, takeChosen } from "./take.js";
import { current, mark, stopAll } from "./view.js";

/** Under this name stands what belongs to the person, whatever the topic. It is entered on lists and sheets. */
const PERSON = ".person";

let parts = null, onFault = null;

/** What a program is made of, and whom to tell when one fails. */
export function furnish(made, failed) {
  parts = made;
  onFault = failed;
}

whenCleared((topic) => {
  forget(topic);
  if (topic === PERSON && !current.sheet) current.run?.forget_person?.();
});
whenChanged(() => tellKept(current));
document.addEventListener("visibilitychange", () => document.hidden || tellKept(current));

/** Tells the list of topics what the device keeps. */
export async function tellKept(view) {
  if (!view?.lists) return;
  const lines = await keptLines();
  view.run?.on_device(lines);
}

/** What one page's program can ask of this script. */
function hostOf(view) {
  return {
    hold(text, open, keep) {
      hold(view.decision, text, open, view.path);
      if (keep) view.keeper.write();
    },
    keep: (until) => view.keeper.begin(until),
    stop_keeping: () => view.keeper.stop(),
    clear(everything) {
      const topic = everything ? undefined : view.decision;
      clear(topic);
      stopAll(view, topic);
    },
    failed: () => onFault(view),
    copy: (text) => copy(text, (done) => view.run?.copied(done)),
    print: () => print((began) => view.run?.printed(began)),
    save,
    choose_copy: () => choose((text, tooLarge) => tellChosen(view, text, tooLarge)),
    open_copy(page, text) {
      choosing(text);
      goToPage(page).catch(() => {
        choosing(null);
        view.run?.copy_nowhere();
      });
    },
    hold_person(text, open) {
      hold(PERSON, text, open, view.path);
      view.person = text;
    },
    is_shared: isShared,
    languages: () => [...document.querySelectorAll(".languages [rel]")].map((it) => `${it.lang} ${it.textContent}`).join("\n"),
    async beside(lang) {
      view.wanted = lang;
      if (!lang) return;
      // The same files under the other language's name.
      const own = new RegExp(`([/.])${view.lang}(?=[/.])`);
      const files = view.files.filter((it) => own.test(it)).map((it) => it.replace(own, "$1" + lang));
      const texts = await loadAll(files);
      // Another was chosen meanwhile, or none.
      if (view.wanted !== lang) return;
      for (const [address, text] of texts) view.run?.file(address, text ?? undefined);
      view.run?.beside(lang);
    },
    set_shared(yes) {
      setShared(yes);
      if (yes) clearKept();
    },
  };
}

/** Tells the program of a page what somebody chose to open. */
async function tellChosen(view, text, tooLarge) {
  await bring(LATER, view.first).catch(() => {});
  view.run?.copy_chosen(text, tooLarge);
}

/** Opens another page of this site; throws if it cannot be had. */
let goToPage = () => Promise.reject();

export function goToPagesBy(open) {
  goToPage = open;
}

/** Loads what a page's program needs; throws where there is nothing to show. */
export async function loadTexts(view, program) {
  view.texts = await loadAll(view.files, program);
  // Without its words or its cards the program has nothing to show: then the page as built says more.
  const needed = /(decision\.md|(lists|sheets)\/[a-zA-Z-]+\/[a-z0-9-]+\.md|library[._][a-zA-Z-]+\.md|words\/[a-zA-Z-]+\.yaml)$/;
  if (view.texts.some(([name, text]) => text === null && needed.test(name))) throw 0;
}

const folderOf = (view) => `${view.decision}/${view.lang}`;

/** Whether a decision names a card beside it that is not there: an author may have added a choice since the page was built.
 * To have the program read it for that alone takes a slow phone as long as to draw a page. */
function leadsFurther(view) {
  const texts = new Map(view.texts), folder = `content/${folderOf(view)}/`;
  const named = texts.get(folder + "decision.md")?.matchAll(/(?:^|[^\w/.-])([\w-]+\.md)/g) ?? [];
  return [...named].some(([, name]) => !texts.has(folder + name));
}

/** A fresh program that knows the page's texts. */
export async function instance(view) {
  fetchFromDevice();
  const run = parts.fresh(load);
  view.first = await run({ module_or_path: parts.module });
  const bringing = bring(!view.decision ? LIBRARY : view.sheet ? SHEETS : TOPIC, view.first);
  const give = (texts) => texts.forEach(([address, text]) => run.file(address, text ?? undefined));
  give(view.texts);
  const keeps = !embedded && run.may_keep();
  if (keeps) await move(run);
  // The list of topics tells what is kept about each.
  view.lists = keeps && !view.decision && !isShared();
  if (view.decision) {
    const more = leadsFurther(view) ? await loadAll(run.wanted(folderOf(view))) : [];
    view.texts.push(...more);
    give(more);
    view.keeper ??= keeper(view.decision, () => view.run, (all) => settle(view.decision, all));
    if (keeps) await view.keeper.restore(run);
    view.keptPerson = keeps ? await readKept(PERSON) : "";
    view.keptTopics = keeps && view.sheet && !isShared() ? await keptBeside(PERSON) : [];
  }
  if (view.decision && !isFirst(location.hash)) await bring(LATER, view.first).catch(() => {});
  await bringing;
  return run;
}

/** The places that the first part of the program draws. */
const FIRST_PLACES = ["", "#start", "#decision", "#choices", "#matters", "#questions", "#where-i-stand", "#main-title"];
const isFirst = (hash) => FIRST_PLACES.includes(hash);

/** Has the program that is seen go to a place: at once, or as soon as the part that draws the place has come. */
export function goTo(hash, go = (run) => run.moved(hash)) {
  const { run, first, decision } = current;
  if (!run) return;
  if (!decision || isFirst(hash) || isHere(LATER, first)) return go(run);
  // If it does not come, the program asks for it itself, and says what it has to say.
  bring(LATER, first).catch(() => {}).then(() => run === live() && go(run));
}

/** What was entered on lists and sheets, for the page of a topic: in this tab, else what the device keeps. */
function personFor(view) {
  view.person = held(PERSON);
  return view.person || isShared() ? view.person : view.keptPerson;
}

/** What was said about topics, for a list or sheet that takes over their questions: in this tab, else what the device keeps. */
const topicsFor = (view) => [...new Map([...(view.keptTopics ?? []), ...heldBeside(PERSON)]).values()].filter(Boolean);

/** Draws the page aside and puts it in place at once, so that nothing blinks. */
export function draw(view, run) {
  const fresh = document.createElement("div");
  const host = hostOf(view);
  if (view.sheet) {
    view.topics = topicsFor(view);
    for (const text of view.topics) run.topic(text);
    run.start_sheet(host, fresh, view.sheet, view.lang, embedded, held(PERSON));
  } else if (view.decision) run.start_decision(host, fresh, view.decision, view.lang, embedded, held(view.decision), personFor(view));
  else run.start_library(host, fresh, view.lang);
  page().replaceChildren(fresh);
  view.run = run;
  tellKept(view);
  if (view.keeper?.lost) {
    view.keeper.lost = false;
    run.stored("lost");
  }
  byId("unread")?.setAttribute("hidden", "");
  root.classList.add("live");
  mark();
  complete(view);
  tellWaiting(view);
}

/** Tells a page what was chosen on another page to be opened here. */
export function tellWaiting(view) {
  const chosen = view.decision ? takeChosen() : null;
  if (chosen !== null) tellChosen(view, chosen, false);
}

/** What nobody waits for: the parts of the program that come after the first. */
async function complete(view) {
  try {
    for (const part of view.decision ? [LATER, SHEETS] : []) await bring(part, view.first);
  } catch {
    // They are asked for again where they are needed.
    return bringAloud();
  }
  bringAloud();
  if (view.decision && !view.sheet) practise(view);
}

/** In idle moments each place is drawn once where nobody sees it: the second time is three times as quick. */
function practise(view, number = 0) {
  setTimeout(() => globalThis.requestIdleCallback?.(() => view.run === live() && view.run?.practise(number) && practise(view, number + 1)), 300);
}

/** Whether a page's program has to be made anew: there is none, or somebody wrote elsewhere meanwhile. */
export const isStale = (view) =>
  view.files.length > 0 && (!view.run || isNewer(view.decision, view.path) || isBeside(view));

/** Whether what stands in other places of the notebook changed since a page was drawn that shows it. */
const isBeside = (view) =>
  view.sheet ? view.topics.join() !== topicsFor(view).join() : view.decision && view.person !== held(PERSON);

/** The program of the page that is seen. */
export const live = () => current.run;

/** Whether the main part of the page stands where a person can see it. */
export const isWhole = () => !!byId("page")?.querySelector("[role=main] #main-title");
