// The boot file: loads the cards and the program, owns the window's listeners, and holds a copy of what a person
// entered. It has no words of its own: those it may need stand in the page already. The build joins the files of this
// folder into one classic script, boot.js.

import { canBeRead, tellHeight } from "./frame.js";
import { loadAll, loadProgram } from "./load.js";
import { askBeforeLeaving, hold } from "./memory.js";
import { followAddress } from "./navigate.js";
import { byId, embedded, page, ready, root } from "./page.js";
import { draw, furnish, instance, live, texts } from "./program.js";
import { failed, watchForFaults } from "./trouble.js";

/** What the program can ask of this file. */
const host = { hold, copy, failed };

/** Only on a button of the person's. Without a secure address there is no clipboard at all. */
function copy(text) {
  const copied = navigator.clipboard?.writeText(text) ?? Promise.reject();
  copied.then(
    () => live?.copied(true),
    () => live?.copied(false),
  );
}

/** Above the page as built: it can be read, but not tapped or typed in. */
function sayUnread() {
  const isOnDisk = location.protocol === "file:";
  const notice = byId(isOnDisk ? "disk" : "unread");
  page().before(notice);
  notice.hidden = false;
  byId("unread").hidden = isOnDisk;
}

async function start() {
  const late = setTimeout(async () => {
    await ready();
    sayUnread();
  }, 10000);
  try {
    const run = await load();
    await ready();
    listen();
    if (embedded) root.classList.add("embedded");
    if (canBeRead()) {
      byId("beside").hidden = false;
      page().before(byId("beside"));
      return;
    }
    draw(run);
    byId("unread").hidden = true;
  } catch {
    await ready();
    sayUnread();
  } finally {
    clearTimeout(late);
  }
}

/** The program and the texts it needs; throws where there is nothing to show. */
async function load() {
  const names = [...document.querySelectorAll('meta[name="tandem-file"]')].map((it) => it.content);
  const [parts, loaded] = await Promise.all([loadProgram(), loadAll(names)]);
  texts.push(...loaded);
  // Without its words or its cards the program has nothing to show: then the page as built says more.
  const needed = /(decision\.md|library\.[a-zA-Z-]+\.md|words\/[a-zA-Z-]+\.yaml)$/;
  if (texts.some(([name, text]) => text === null && needed.test(name))) throw 0;
  furnish(parts, host);
  const run = await instance();
  const { decision } = root.dataset;
  if (!decision) return run;
  for (const [address, text] of await loadAll(run.wanted(decision + "/" + root.lang))) {
    texts.push([address, text]);
    run.file(address, text ?? undefined);
  }
  return run;
}

function listen() {
  followAddress(() => live);
  askBeforeLeaving();
  watchForFaults();
  if (embedded) tellHeight();
}

start();
