// The boot file: loads the cards and the program, owns the window's listeners, and holds a copy of what a person
// entered. It has no words of its own: those it may need stand in the page already. The build joins the files of this
// folder into one classic script, boot.js.

import { canBeRead, observe } from "./frame.js";
import { loadProgram } from "./load.js";
import { recall } from "./memory.js";
import { followAddress, readingPlace } from "./navigate.js";
import { byId, embedded, page, ready, root } from "./page.js";
import { draw, furnish, instance, loadTexts } from "./program.js";
import { emptyOnLeaving, settle } from "./shared.js";
import { failed, know, watchForFaults } from "./trouble.js";
import { adopt, current, stopAll } from "./view.js";

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
    // What stood in the page when it was asked for may not have been all of it.
    current.nodes = [...document.body.childNodes];
    listen();
    if (embedded) root.classList.add("embedded");
    if (canBeRead()) {
      byId("beside").hidden = false;
      page().before(byId("beside"));
      return;
    }
    settle(run.is_shared(), !embedded && run.may_keep());
    recall();
    takeOver(run);
  } catch {
    await ready();
    sayUnread();
  } finally {
    clearTimeout(late);
  }
}

/** The program takes the place of the page as built: what somebody reads and has unfolded meanwhile stays so. */
function takeOver(run) {
  const place = readingPlace();
  const opened = [...page().querySelectorAll("details[open][id]")].map((it) => it.id);
  draw(current, run);
  for (const id of opened) byId(id)?.setAttribute("open", "");
  if (place) scrollTo(0, scrollY + byId("main-title").getBoundingClientRect().top - place.top);
  else if (location.hash) scrollTo(0, 0);
}

async function load() {
  adopt();
  const [parts] = await Promise.all([loadProgram(), loadTexts(current)]);
  furnish(parts, failed);
  return instance(current);
}

function listen() {
  know();
  followAddress();
  watchForFaults();
  emptyOnLeaving(() => stopAll());
  observe();
}

start();
