// The tab's own memory: a reload, or a phone that throws away a tab in the background, costs nothing. Only where keeping
// could be offered, never inside another page, never on a device that several people use.

const KEY = "tandem-tab";
const TWO_HOURS = 2 * 60 * 60 * 1000;

let allowed = false, entries = [], timer = 0;

export function allow(yes) {
  allowed = yes;
  if (!yes) forget();
  else if (entries.length) remember(entries);
}

/** Texts by topic, as they are now. */
export function remember(texts) {
  entries = texts;
  if (!allowed) return;
  if (!texts.length) return forget();
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ version: 1, used: Date.now(), texts }));
  } catch {
    // Refused or full: what was remembered before stays, and the page itself holds everything.
  }
  clearTimeout(timer);
  timer = setTimeout(forget, TWO_HOURS);
}

/** What was remembered, unless it lay unused too long. */
export function recall() {
  if (!allowed) return [];
  try {
    const { version, used, texts } = JSON.parse(sessionStorage.getItem(KEY));
    if (version === 1 && Date.now() - used < TWO_HOURS) return texts.filter((it) => it.every((part) => typeof part === "string"));
  } catch {
    // Nothing there, or not ours.
  }
  forget();
  return [];
}

function forget() {
  clearTimeout(timer);
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Refused storage remembers nothing.
  }
}
