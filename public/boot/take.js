// Taking the page along. A browser does not say whether it printed or saved: only what is known is told.

import { embedded } from "./page.js";

/** Browsers inside other apps, most of which neither save nor print. */
const IN_AN_APP = /; wv\)|FBAN|FBAV|Instagram|Line\/|MicroMessenger|GSA\/|Snapchat|musical_ly|BytedanceWebview|LinkedInApp|Twitter/;

/** Ten minutes: some browsers fetch what they save only once somebody has said where to put it. */
const LONG = 10 * 60 * 1000;

/** Calls `tell` with whether printing began: once after a second, and again if it begins later. */
export function print(tell) {
  let began = false;
  const begin = () => {
    began = true;
    tell(true);
  };
  addEventListener("beforeprint", begin, { once: true });
  const paper = matchMedia("print");
  paper.addEventListener("change", begin, { once: true });
  try {
    window.print();
  } catch {
    // A browser without it: nothing began.
  }
  setTimeout(() => began || tell(false), 1000);
}

/** Without a secure address there is no clipboard at all. */
export function copy(text, tell) {
  const copied = navigator.clipboard?.writeText(text) ?? Promise.reject();
  copied.then(
    () => tell(true),
    () => tell(false),
  );
}

/** No copy is nearly so large: what is larger would only make a phone hang. */
const LARGEST = 16 * 1024 * 1024;

/** What was chosen on one page to be opened on another. */
let chosen = null;

export const choosing = (text) => (chosen = text);

/** What another page left to be opened, once. */
export function takeChosen() {
  const text = chosen;
  chosen = null;
  return text;
}

/** Held while somebody chooses: a browser may forget a field that stands nowhere, and then nothing is ever chosen. */
let field = null;

/** Lets somebody choose a saved copy. `tell` is given its text, and whether it is too large; no text if it cannot be read. */
export function choose(tell) {
  field = document.createElement("input");
  field.type = "file";
  field.accept = ".html,.htm,.txt,.json,text/html,text/plain,application/json";
  field.addEventListener("change", async ({ target }) => {
    const [file] = target.files;
    if (!file) return;
    if (file.size > LARGEST) return tell(undefined, true);
    tell(await file.text().catch(() => undefined), false);
  });
  field.click();
}

/** Hands a file to the browser; false where it may well refuse, without a word to anybody. */
export function save(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), LONG);
  return !embedded && !IN_AN_APP.test(navigator.userAgent);
}
