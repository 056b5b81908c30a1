// Links within the page and between the pages of this site. Other pages of the site open in place, so that what was
// entered is still here; if one cannot be had, the browser goes there as it always does.

import * as history from "./history.js";
import { observe } from "./frame.js";
import { isPast, takeAway } from "./expiry.js";
import { learn } from "./guard.js";
import { loadPage } from "./source.js";
import { follow, forgetCleared, isTalk, startsWithTalk } from "./talk.js";
import { byId, embedded, page, root } from "./page.js";
import { draw, goTo, goToPagesBy, instance, isStale, live, loadTexts, tellKept, tellWaiting } from "./program.js";
import { know } from "./trouble.js";
import { current, show, viewAt, viewOf } from "./view.js";

/** What somebody is reading in the page as built: the program opens there, at the same height. */
export function readingPlace() {
  if (location.hash || scrollY < 1 || !root.dataset.decision) return null;
  let found = null;
  for (const part of page().querySelectorAll("[data-place]")) {
    const top = part.getBoundingClientRect().top;
    if (top <= 80) found = part;
  }
  const place = found?.dataset.place;
  if (!place || place === "decision") return null;
  window.history.replaceState(null, "", "#" + place);
  history.arrive();
  return { top: found.querySelector(".still__title").getBoundingClientRect().top };
}

export function followAddress() {
  goToPagesBy(openIfThere);
  history.watch();
  // Inside somebody else's page the address is replaced without these events, so that their history stays theirs.
  addEventListener("hashchange", arrived);
  addEventListener("popstate", arrived);
  document.addEventListener("click", followLink);
}

/** The browser went to another entry of its history, or to another place of this page. */
function arrived() {
  if (!history.arrive()) return;
  if (location.pathname !== current.path) return open(new URL(location.href), false);
  // A page that was asked for before is not wanted any more.
  asked += 1;
  goTo(location.hash);
  if (history.isKnown()) history.restore();
}

/** A link within the page. The one past the list of places is no place: the address stays. */
function followLink(event) {
  const link = event.target.closest?.("a[href]");
  const hash = link?.getAttribute("href");
  // What the word means opens under it.
  if (link?.className === "term" && live()) return event.preventDefault();
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  history.remember();
  if (hash === "#main-title") {
    event.preventDefault();
    byId("main-title").focus();
  } else if (hash.startsWith("#") && live() && (embedded || isTalk(hash) || isTalk(location.hash))) {
    // The places of a talk replace one another: the next person finds none of them in the history.
    event.preventDefault();
    goTo(hash, (run) => {
      run.go(hash);
      history.arrive();
      follow();
    });
  } else if (hash.startsWith("#")) {
    // Drawn when the tap is heard, not only once the browser has changed the address.
    goTo(hash);
  } else if (!link.target && (!embedded || link.hreflang) && isOwnPage(link)) {
    event.preventDefault();
    openLink(new URL(link.href), link.rel === "alternate");
  }
}

/** Opens another page; another language of this one at the same place, since the places' addresses are the same. */
function openLink(url, isSamePage) {
  if (isSamePage) url.hash ||= location.hash;
  // An entry of its own, but not where the history is somebody else's, nor for a place of a talk.
  const isNew = !embedded && !(isSamePage && isTalk(location.hash));
  if (!isNew) window.history.replaceState(null, "", url);
  open(url, isNew);
}

/** Whether a link leads to a page in the folder of this one. */
function isOwnPage(link) {
  const folder = new URL(".", location.href).href;
  return link.href.startsWith(folder) && /^([a-zA-Z0-9._-]+\.html)?(#.*)?$/.test(link.href.slice(folder.length));
}

let asked = 0;

/** Opens a page of this site in place; `isNew` if it is to be an entry of its own in the history. */
async function open(url, isNew) {
  const mine = ++asked;
  try {
    const view = viewAt(url.pathname) ?? viewOf(await newPage(url.href), url.pathname);
    const run = isStale(view) ? await programOf(view) : null;
    // A page of a newer build has a style that this one's policy does not know.
    if (view.policy !== current.policy) throw 0;
    if (mine !== asked) return;
    forgetCleared();
    if (isNew && startsWithTalk(!!view.decision && !view.sheet, url.hash)) url.hash = "talk";
    if (isNew) history.push(url.href);
    put(view, run);
  } catch {
    if (mine !== asked) return;
    if (isNew) location.assign(url.href);
    else location.reload();
  }
}

/** The same, where it is not sure that there is such a page; throws if there is none. */
async function openIfThere(address) {
  const url = new URL(address, location.href);
  if (!viewAt(url.pathname)) await loadPage(url.href);
  await open(url, true);
}

async function newPage(address) {
  const page = await loadPage(address);
  learn(page);
  return page;
}

/** A fresh program for a page; throws if the site has a newer one than this tab. */
async function programOf(view) {
  if (view.program !== byId("program-wasm").getAttribute("href")) throw 0;
  await loadTexts(view);
  return instance(view);
}

function put(view, run) {
  show(view);
  follow();
  know();
  observe();
  scrollTo(0, 0);
  // A page with a program sees to this by itself.
  if (!view.files.length) isPast(view).then((past) => past && view === current && takeAway());
  if (run) draw(view, run);
  else {
    goTo(location.hash);
    tellKept(view);
    tellWaiting(view);
  }
  if (history.isKnown()) return history.restore();
  const title = byId("main-title");
  title?.setAttribute("tabindex", "-1");
  // Once the program has drawn the place that the address names.
  setTimeout(() => {
    const spot = location.hash && !(live() && current.decision) && byId(location.hash.slice(1));
    if (spot) spot.scrollIntoView();
    // Unless the program has given the focus to something already.
    if (!page()?.contains(document.activeElement)) byId("main-title")?.focus({ preventScroll: true });
  });
}
