// Talk: one tablet between two people. What ends a talk, covers it or locks it does not depend on the program, so that it
// works whatever else fails: its words stand in the page already.

import { clear, isEmpty, unkept } from "./memory.js";
import { byId, embedded, root } from "./page.js";
import { tellRehearsal } from "./rehearsal.js";
import { rehearsing } from "./rehearsing.js";
import { isShared } from "./shared.js";
import { leave, told } from "./source.js";
import { isFlagged } from "./store.js";
import { current, dropAll, mark, stopAll } from "./view.js";

/** Whether an address is that of a talk. */
export const isTalk = (hash) => /^#talk(-|$)/.test(hash);

/** Tells the style in which place of a talk the page is. */
export function follow() {
  mark();
  forgetCleared();
  tellRehearsal();
  tellHeld();
  // Once people have talked, the person's page has the end of the talk as well.
  if (isTalk(location.hash)) root.dataset.talk = root.dataset.talked = location.hash.slice(1).replace(/(-\d+)+$/, "");
  else delete root.dataset.talk;
}

// One thing over all others ------------------------------------------------------------------------------------------

let over = null, before = null;

/** Shows one part of the page alone: nothing else can be seen, touched or read. */
function cover(id) {
  const part = byId(id);
  if (!part || over === part) return;
  if (over) over.hidden = true;
  else before = document.activeElement;
  over = part;
  part.hidden = false;
  root.classList.add("covered");
  scrollTo(0, 0);
  part.querySelector("h1").focus();
}

function uncover() {
  if (!over) return;
  over.hidden = true;
  over = null;
  root.classList.remove("covered");
  touched();
  if (before?.isConnected) before.focus();
}

// The end of a talk --------------------------------------------------------------------------------------------------

/** A device may be slow to clear what it keeps: then the rest is gone all the same, and the page says no more than is so. */
const PATIENCE = 5000;
const CLEARED = "talk-cleared", NOT_CLEARED = "talk-not-cleared", REHEARSED = "talk-rehearsed";

let ended = false;

/** Wipes memory, screen, fields, title and storage, and leaves for the list of topics, which takes this entry's place. */
async function finish() {
  ended = true;
  stopAll();
  const clearing = clear();
  document.body.replaceChildren();
  dropAll();
  document.title = "";
  const isDone = await Promise.race([clearing, new Promise((done) => setTimeout(done, PATIENCE, false))]);
  leave(rehearsing ? REHEARSED : isDone ? CLEARED : NOT_CLEARED);
}

/** On the list of topics: says that what was entered in this tab is still here. */
function tellHeld() {
  byId("talk-held")?.toggleAttribute("hidden", !unkept().length);
}

/** On the list of topics: says that everything is cleared. It is said once, and never of what is entered afterwards. */
export function tellCleared() {
  tellHeld();
  const said = byId(told([CLEARED, NOT_CLEARED, REHEARSED]));
  if (!said) return;
  said.hidden = false;
  said.querySelector("h2").focus();
}

export function forgetCleared() {
  for (const id of [CLEARED, NOT_CLEARED, REHEARSED]) byId(id)?.setAttribute("hidden", "");
}

// A tablet that lies there -------------------------------------------------------------------------------------------

const MINUTE = 60 * 1000;
/** Minutes without a touch until a page covers itself, and until it is cleared; 0 is never. */
const TIMES = { "idle-cover": 5, "idle-wipe": 15 };

let last = Date.now();

function touched() {
  last = Date.now();
}

function time(name) {
  const settings = current?.texts.find(([address]) => address.endsWith("/settings.yaml"))?.[1] ?? "";
  const [, minutes] = new RegExp(`^${name}: *(\\d+) *$`, "m").exec(settings) ?? [];
  return (minutes ? Number(minutes) : TIMES[name]) * MINUTE || Infinity;
}

/** Looks at the clock, since a device that slept wakes no timer. Somebody's own device is never cleared by itself. */
function lookAtTheClock() {
  const isWatched = !ended && (isTalk(location.hash) || isShared());
  if (!isWatched || (isEmpty() && !current.keptPerson)) return over?.id === "talk-idle" ? uncover() : touched();
  const idle = Date.now() - last;
  if (idle >= time("idle-wipe") && !isFlagged()) finish();
  else if (idle >= time("idle-cover")) cover("talk-idle");
}

// Wiping the screen --------------------------------------------------------------------------------------------------

const HOLD = 2000;
let held = 0;

function hold(event) {
  const button = byId("talk-hold-on");
  const isKey = event.type === "keydown";
  if (!over || over.id !== "talk-hold" || (isKey && (event.repeat || !/^(Enter| )$/.test(event.key)))) return;
  if (event.target.closest?.("button") !== button) return;
  clearTimeout(held);
  button.classList.add("holding");
  held = setTimeout(() => {
    letGo();
    uncover();
  }, HOLD);
}

function letGo() {
  clearTimeout(held);
  byId("talk-hold-on")?.classList.remove("holding");
}

// What is pressed ----------------------------------------------------------------------------------------------------

const acts = {
  "talk-finish": () => cover("talk-ask"),
  "talk-ask-yes": finish,
  "talk-ask-no": uncover,
  "talk-clean": () => cover("talk-hold"),
  "talk-idle-yes": uncover,
  "talk-idle-no": finish,
};

function press(event) {
  const pressed = event.target.closest?.("button, a");
  // A link in what lies over the page leads to a place below it.
  if (pressed?.matches("a") && over?.contains(pressed)) uncover();
  acts[pressed?.id]?.();
}

function escape(event) {
  if (event.key === "Escape" && over && over.id !== "talk-idle") uncover();
}

export function watchTalk() {
  follow();
  for (const event of ["hashchange", "popstate"]) addEventListener(event, follow);
  for (const event of ["pointerdown", "keydown", "input", "wheel"]) addEventListener(event, () => over?.id === "talk-idle" || touched(), { passive: true, capture: true });
  for (const event of ["pointerdown", "keydown"]) document.addEventListener(event, hold);
  for (const event of ["pointerup", "pointercancel", "keyup", "blur"]) addEventListener(event, letGo);
  document.addEventListener("contextmenu", (event) => over?.id === "talk-hold" && event.preventDefault());
  // Before a link is followed: what lies over the page is taken away first.
  document.addEventListener("click", press, true);
  document.addEventListener("keydown", escape);
  document.addEventListener("visibilitychange", lookAtTheClock);
  addEventListener("pageshow", (event) => event.persisted && ended && location.reload());
  setInterval(lookAtTheClock, 5000);
}

/** A device that several people use starts with the talk. */
export function startsWithTalk(hasTopic, hash) {
  return hasTopic && !hash && !embedded && isShared();
}
