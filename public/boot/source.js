// Where everything comes from: this page's own host, and nothing else. In a page that has everything in itself, the file of
// the same name in `single` stands in its place.

import { byId, root } from "./page.js";

/** A text below content/, the newest there is; empty if the host has none. */
export async function textOf(address, more) {
  const answer = await fetch(address, { cache: "no-cache", credentials: "omit", ...more });
  return answer.ok ? answer.text() : "";
}

const programLink = () => byId("program-wasm");
const addressOf = (part) => new URL(part ? programLink().dataset[part] : programLink().href, document.baseURI).href;

/** A part of the program, compiled; without a name the first. It compiles while it downloads; not where a host serves the
 * program under another type. */
export async function compiled(part) {
  const answer = await fetch(addressOf(part));
  if (!answer.ok) throw 0;
  const streams = answer.headers.get("content-type") === "application/wasm";
  return streams ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer());
}

/** The bytes of a part, at once. */
export function bytesNow(part) {
  const request = new XMLHttpRequest();
  request.open("GET", addressOf(part), false);
  // As text in which each character is one byte: no other kind may be asked for in this way.
  request.overrideMimeType("text/plain; charset=x-user-defined");
  request.send();
  if (request.status !== 200) throw 0;
  return Uint8Array.from(request.responseText, (it) => it.charCodeAt(0) & 255);
}

/** The program's JavaScript half. */
export const glue = () => import(byId("program-js").href);

/** Reading aloud, which is no part of the program. A browser without voices is not given it. */
export const bringAloud = () => {
  const control = byId("aloud");
  if (control && globalThis.speechSynthesis) import(new URL(control.dataset.file, document.baseURI).href).catch(() => {});
};

/** A page of this site as a document; throws if it cannot be had. The policy allows no other way to read markup. */
export function loadPage(address) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.timeout = 8000;
    request.onload = () => {
      const page = request.status === 200 && request.response;
      // Some hosts send a page of their own where a file is missing.
      if (page && page.getElementById("page") && page.getElementById("main-title")) done(page);
      else failed();
    };
    request.onerror = request.ontimeout = failed;
    request.send();
  });
}

/** Leaves for the page that says what became of a talk, in the place of this one. */
export const leave = (told) => location.replace(`index.${root.lang}.html#${told}`);

/** Which of these the address says, once. */
export function told(names) {
  const said = names.find((it) => location.hash === "#" + it);
  if (said) history.replaceState(history.state, "", location.pathname);
  return said;
}
