// The one loader. It asks for addresses under content/ and for the program's own files, and for nothing else.

import { rehearsing } from "./rehearsing.js";
import { compiled, glue, textOf } from "./source.js";

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
    const text = await textOf(address);
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
  // A language that has one sheet as yet has a list with a head alone.
  if (/\/library[._][^/]*$/.test(address)) return /^\uFEFF?---\s|\]\([a-z0-9-]+\/[^/]+\/decision\.md\)/.test(text);
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
  const [module, { fresh }] = await Promise.all([compiled(), glue()]);
  return { module, fresh };
}
