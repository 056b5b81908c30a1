// The one loader. It makes requests to relative addresses under content/ and to the program's own files, and to
// nothing else.

import { byId } from "./page.js";

/** A text below content/, the newest there is; null if it cannot be had. */
async function load(address) {
  if (!/^content(\/[a-z0-9-]+)*\/[a-z0-9.-]+\.(md|yaml)$/.test(address)) return null;
  try {
    const answer = await fetch(address, { cache: "no-cache", credentials: "omit" });
    const text = answer.ok ? await answer.text() : "";
    return isOurs(address, text) ? text : null;
  } catch {
    return null;
  }
}

/** Some hosts send a page of their own, or nothing, where a file is missing: that is no card and no words. */
function isOurs(address, text) {
  if (/^\s*(<|$)/.test(text)) return false;
  return !address.endsWith("decision.md") || /^# \S/m.test(text);
}

/** Texts by address. */
export function loadAll(addresses) {
  return Promise.all(addresses.map(async (it) => [it, await load(it)]));
}

/** The compiled program, and the function that makes a fresh copy of its JavaScript half. */
export async function loadProgram() {
  const program = fetch(byId("program-wasm").href);
  const [module, { fresh }] = await Promise.all([compile(program), import(byId("program-js").href)]);
  return { module, fresh };
}

/** Compiles while it downloads; not where a host serves the program under another type. */
async function compile(request) {
  const answer = await request;
  if (!answer.ok) throw 0;
  const streams = answer.headers.get("content-type") === "application/wasm";
  return streams ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer());
}

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
