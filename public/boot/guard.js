// What could leave by a link or an address: a policy does not stop that. So a link leads only to where a card, or a page as
// built, leads, and nothing else sends the browser anywhere.

import { loaded } from "./load.js";

/** Where the pages as built lead to, before anything else could add a link. */
const built = new Set();

/** The links of a page as it was built. */
export function learn(page) {
  for (const link of page.querySelectorAll("a[href]")) built.add(bare(new URL(link.getAttribute("href"), location.href).href));
}

export function guardTheWayOut() {
  for (const kind of ["click", "auxclick"]) document.addEventListener(kind, stopLink, true);
  // Where browsers have it: also what a script does, not only what is pressed.
  window.navigation?.addEventListener("navigate", stopScript);
  window.open = () => null;
}

function stopLink(event) {
  const link = event.target.closest?.("a[href], area[href]");
  if (!link || isAllowed(link.href)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

function stopScript(event) {
  const { url } = event.destination;
  const saves = event.downloadRequest !== null && url.startsWith("blob:");
  if (!saves && !isAllowed(url)) event.preventDefault();
}

function isAllowed(address) {
  const whole = String(address.baseVal ?? address);
  if (bare(whole) === bare(location.href) || built.has(bare(whole))) return true;
  const { protocol, origin, pathname, search } = new URL(whole, location.href);
  if (origin === location.origin) return !search && isNamed(pathname);
  return /^(https|mailto|tel):$/.test(protocol) && isWritten(whole);
}

/** A page, in this folder, of a decision, list, sheet or support card that a loaded text names by its file. */
function isNamed(pathname) {
  const folder = new URL(".", location.href).pathname;
  const name = pathname.startsWith(folder) ? pathname.slice(folder.length) : "";
  const [, id, lang] = /^([a-z0-9-]+)[._]([a-zA-Z-]+)\.html$/.exec(name) ?? [];
  if (!id) return false;
  const [kind, ...rest] = id.split("-");
  return holds(`${id}/${lang}/decision.md`) || holds(`${kind}/${lang}/${rest.join("-")}.md`);
}

/** The address stands in a loaded text, letter for letter or as browsers write it. */
function isWritten(address) {
  return [address, address.replace(/\/$/, ""), decoded(address)].some(holds);
}

function decoded(address) {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

const holds = (piece) => loaded.some((text) => text.includes(piece));
const bare = (address) => address.split("#")[0];
