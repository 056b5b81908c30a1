// The parts of the program that come after the first: they are fetched once the page is alive. Whatever needs one sooner
// gets it at once, and waits for it like for any file. The build says which function is in which part.

import { compile } from "./load.js";
import { byId } from "./page.js";

/** By the numbers under which the first part asks for them. */
export const SHEETS = 0, LATER = 1;
const NAMES = ["sheets", "later"];

/** What was fetched and compiled, or is on its way; and the parts that each program has. */
const modules = [], coming = [], given = new WeakMap();

const addressOf = (part) => new URL(byId("program-wasm").dataset[NAMES[part]], document.baseURI).href;

/** Fetches a part; throws if it cannot be had, and then may be tried again. */
function fetched(part) {
  coming[part] ??= compile(fetch(addressOf(part))).then(
    (module) => (modules[part] = module),
    (why) => {
      coming[part] = null;
      throw why;
    },
  );
  return coming[part];
}

/** Gives a part to a program, known by what it shows of itself, before it asks. */
export async function bring(part, first) {
  if (isHere(part, first)) return;
  const instance = await WebAssembly.instantiate(await fetched(part), { first });
  note(part, first, instance);
}

export const isHere = (part, first) => given.get(first)?.[part];

function note(part, first, instance) {
  given.set(first, { ...given.get(first), [part]: instance });
}

/** A program asks for a part in the middle of its work: nothing else can be done until it is there. */
export function load(part, first) {
  if (isHere(part, first)) return;
  try {
    modules[part] ??= new WebAssembly.Module(fetchedNow(addressOf(part)));
    note(part, first, new WebAssembly.Instance(modules[part], { first }));
  } catch {
    // Like any other fault of the program: the calm page offers to bring everything back, and to try again.
    throw new WebAssembly.RuntimeError(`${NAMES[part]} cannot be had`);
  }
}

function fetchedNow(address) {
  const request = new XMLHttpRequest();
  request.open("GET", address, false);
  // As text in which each character is one byte: no other kind may be asked for in this way.
  request.overrideMimeType("text/plain; charset=x-user-defined");
  request.send();
  if (request.status !== 200) throw 0;
  return Uint8Array.from(request.responseText, (it) => it.charCodeAt(0) & 255);
}
