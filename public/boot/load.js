// The one loader. It makes requests to relative addresses under content/ and to the program's own files, and to
// nothing else.

import { byId } from "./page.js";
import { rehearsing } from "./rehearsing.js";

/** Every text that was loaded: what a card leads to is looked for here. */
export const loaded = [];

/** No card, no list of topics is nearly so long: what is longer is something else, and would only make a phone hang. */
const LONGEST = 1_000_000;

/** How long a file may take once the program is there: then it is given up, and costs its own part and not the rest. */
const PATIENCE = 5000;

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds, null));

/** A text below content/, the newest there is; null if it cannot be had. */
async function load(address) {
  // No settings: then nothing may be kept.
  if (rehearsing && address === "content/settings.yaml") return "";
  if (!/^content(\/[a-z0-9-]+)*\/[a-z0-9._-]+\.(md|yaml)$/i.test(address)) return null;
  try {
    const answer = await fetch(address, { cache: "no-cache", credentials: "omit" });
    const text = answer.ok ? await answer.text() : "";
    if (!isOurs(address, text)) return null;
    loaded.push(text);
    return text;
  } catch {
    return null;
  }
}

/** Some hosts send something else, or nothing, where a file is missing: that is no card, no list and no words. */
function isOurs(address, text) {
  if (/^\s*([<{]|$)/.test(text) || text.length > LONGEST) return false;
  if (/\/words\//.test(address)) return isWords(text);
  if (/\/library[._][^/]*$/.test(address)) return /\]\([a-z0-9-]+\/[^/]+\/decision\.md\)/.test(text);
  return !address.endsWith("decision.md") || /^# \S/m.test(text);
}

/** Each word has its line, and none is blank: a button without words is of no use to anybody. Some are lists; only that of
 * plural forms may be empty, in a language that has one form for all numbers. */
function isWords(text) {
  const filled = text.match(/^[a-z][a-z0-9-]*: *[^\s"']|^[a-z][a-z0-9-]*: *["'][^"']/gm) ?? [];
  return filled.length > 100 && !/^(?!plural-forms:)[a-z][a-z0-9-]*: *(""|'')? *\r?\n(?! *-)/m.test(text + "\n");
}

/** Texts by address; null for one that does not come. `program` is what they may take as long as. */
export function loadAll(addresses, program = Promise.resolve()) {
  const late = Promise.resolve(program).then(() => wait(PATIENCE));
  return Promise.all(addresses.map(async (it) => [it, await Promise.race([load(it), late])]));
}

/** The compiled program, and the function that makes a fresh copy of its JavaScript half. */
export async function loadProgram() {
  const program = fetch(byId("program-wasm").href);
  const [module, { fresh }] = await Promise.all([compile(program), import(byId("program-js").href)]);
  return { module, fresh };
}

/** Compiles while it downloads; not where a host serves the program under another type. */
export async function compile(request) {
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
