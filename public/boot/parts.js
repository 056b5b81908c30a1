// The parts of the program beside the first: that of a topic, of the list of topics, or of a list or sheet, comes with it; the others are fetched
// once the page is alive. Whatever needs one sooner gets it at once, and waits for it like for any file. The build says which function is in which part.

import { bytesNow, compiled } from "./source.js";

/** By the numbers under which the first part asks for them. */
export const SHEETS = 0, LATER = 1, TOPIC = 2, LIBRARY = 3;
const NAMES = ["sheets", "later", "topic", "library"];

/** What was fetched and compiled, or is on its way; and the parts that each program has. */
const modules = [], coming = [], given = new WeakMap();

/** Fetches a part; throws if it cannot be had, and then may be tried again. */
function fetched(part) {
  coming[part] ??= compiled(NAMES[part]).then(
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

/** Where a service worker answers, the later part comes from the device and holds nothing up. What a program asks for in the
 * middle of its work passes the worker by in some browsers, so that without a network it could not be had. */
export function fetchFromDevice() {
  try {
    if (navigator.serviceWorker.controller) fetched(LATER).catch(() => {});
  } catch {
    // A sandbox has no worker.
  }
}

/** A program asks for a part in the middle of its work: nothing else can be done until it is there. */
export function load(part, first) {
  if (isHere(part, first)) return;
  try {
    modules[part] ??= new WebAssembly.Module(bytesNow(NAMES[part]));
    note(part, first, new WebAssembly.Instance(modules[part], { first }));
  } catch {
    // Like any other fault of the program: the calm page offers to bring everything back, and to try again.
    throw new WebAssembly.RuntimeError(`${NAMES[part]} cannot be had`);
  }
}
