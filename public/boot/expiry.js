// What was withdrawn, or grew too old, after a page was made is not shown any more.

import { byId, page } from "./page.js";
import { textOf } from "./source.js";

/** This day in the reader's own time, as 2026-11-28. */
function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The head of the card as it is now; empty if it cannot be had. */
async function head(card) {
  const slow = new AbortController();
  setTimeout(() => slow.abort(), 10000);
  try {
    const text = await textOf(card, { signal: slow.signal });
    return /^\uFEFF?---\r?\n([^]*?)\n---/.exec(text)?.[1] ?? "";
  } catch {
    return "";
  }
}

/** Whether a page that was made of this card may not be read any more. */
export async function isPast({ card, lastDay }) {
  if (lastDay && today() > lastDay) return true;
  const now = card ? await head(card) : "";
  const due = /^review-by:\s*"?(\d{4})(-\d\d-\d\d)/m.exec(now);
  const isOld = due && today() > Number(due[1]) + 1 + due[2];
  return isOld || /^status:\s*"?withdrawn\b/m.test(now);
}

/** The notice stands above the page, and the page is not shown, on paper neither. */
export function takeAway() {
  const said = byId("expired");
  if (!said) return;
  page().replaceChildren();
  said.hidden = false;
}
