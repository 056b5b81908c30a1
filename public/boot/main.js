// The boot file: loads the cards and the program, owns the window's listeners, and holds a copy of what a person
// entered. It has no words of its own: those it may need stand in the page already. The build joins the files of this
// folder into one classic script, boot.js.

import { doAgain, released, undo, watchFingers, whatWasDone } from "./done.js";
import { isPast, takeAway } from "./expiry.js";
import { fetchWhenIdle, useOnChange } from "./font.js";
import { canBeRead, observe } from "./frame.js";
import { guardTheWayOut, learn } from "./guard.js";
import { loadProgram } from "./load.js";
import { isEmpty, recall } from "./memory.js";
import { followAddress, readingPlace } from "./navigate.js";
import { byId, embedded, page, ready, root } from "./page.js";
import { LATER, bring } from "./parts.js";
import { draw, furnish, instance, loadTexts } from "./program.js";
import { beginRehearsal } from "./rehearsal.js";
import { rehearsing } from "./rehearsing.js";
import { emptyOnLeaving, isShared, settle } from "./shared.js";
import { useTheme } from "./theme.js";
import { startsWithTalk, tellCleared, watchTalk } from "./talk.js";
import { failed, know, watchForFaults } from "./trouble.js";
import { adopt, current, stopAll } from "./view.js";
import { goOffline } from "./worker.js";

/** The page as built can be read, but not tapped or typed in. The sentence shows itself in time; here it is shown at once. */
function sayUnread() {
  // A page that is opened from disk has a sentence of its own.
  const isOnDisk = location.protocol === "file:" && byId("disk");
  byId("unread").hidden = Boolean(isOnDisk);
  byId("unread").classList.add("unread--now");
  if (isOnDisk) {
    page().before(isOnDisk);
    isOnDisk.hidden = false;
  }
  isPast(root.dataset).then((past) => past && !current?.run && takeAway());
}

async function start() {
  watchFingers();
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
      refuse();
      return;
    }
    if (rehearsing) beginRehearsal(current);
    else {
      settle(run.is_shared(), !embedded && run.may_keep());
      recall();
    }
    if (startsWithTalk(!!current.decision && !current.sheet, location.hash)) {
      location.replace("#talk");
      await bring(LATER, current.first).catch(() => {});
    }
    await released();
    takeOver(run);
    useTheme();
    tellCleared();
    fetchWhenIdle();
    goOffline({ view: () => current, isShared, renew });
  } catch {
    await ready();
    sayUnread();
  } finally {
    clearTimeout(late);
  }
}

/** The program takes the place of the page as built: what somebody reads, and did meanwhile, stays so. */
function takeOver(run) {
  const place = readingPlace();
  const done = whatWasDone();
  draw(current, run);
  doAgain(done);
  if (place) scrollTo(0, scrollY + byId("main-title").getBoundingClientRect().top - place.top);
  else if (location.hash) scrollTo(0, 0);
}

/** Somebody's page came to stand beside this one after it was drawn, and nothing was entered yet. */
function refuseLate() {
  // The page as built holds nothing to enter, and must stay one whose folds open.
  if (!embedded || !root.classList.contains("live") || !isEmpty() || !canBeRead()) return;
  refuse();
  page().inert = true;
}

/** Somebody's page could read what is entered: then nothing can be entered. */
function refuse() {
  stopAll();
  undo();
  byId("unread").hidden = true;
  byId("beside").hidden = false;
  page().before(byId("beside"));
}

/** Draws the page of the cards as they are now; what was entered stays. */
async function renew() {
  await loadTexts(current);
  draw(current, await instance(current));
}

async function load() {
  adopt();
  const program = loadProgram();
  const [parts] = await Promise.all([program, loadTexts(current, program)]);
  furnish(parts, failed);
  return instance(current);
}

function listen() {
  useOnChange();
  learn(document);
  guardTheWayOut();
  know();
  followAddress();
  watchTalk();
  watchForFaults();
  emptyOnLeaving(() => stopAll());
  observe();
  document.addEventListener("focusin", refuseLate);
  for (const [event, begins] of [["beforeprint", true], ["afterprint", false]]) {
    addEventListener(event, () => current?.run?.printing?.(begins));
  }
}

start();
