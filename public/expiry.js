// For pages that need no program: what was withdrawn, or grew too old, after the page was made is not shown any more.

const root = document.documentElement;

/** This day in the reader's own time, as 2026-11-28. */
function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The head of the card as it is now; empty if it cannot be had. */
async function head(card) {
  try {
    const answer = await fetch(card, { cache: "no-cache", credentials: "omit", signal: AbortSignal.timeout(10000) });
    const text = answer.ok ? await answer.text() : "";
    return /^\uFEFF?---\r?\n([^]*?)\n---/.exec(text)?.[1] ?? "";
  } catch {
    return "";
  }
}

function ready() {
  if (document.readyState !== "loading") return Promise.resolve();
  return new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
}

/** The notice stands above the page, and the page is not shown, on paper neither. */
async function takeAway() {
  await ready();
  document.getElementById("page").replaceChildren();
  document.getElementById("expired").hidden = false;
}

async function look() {
  const { card, lastDay } = root.dataset;
  if (lastDay && today() > lastDay) return takeAway();
  const now = await head(card);
  const due = /^review-by:\s*"?(\d{4})(-\d\d-\d\d)/m.exec(now);
  const isOld = due && today() > Number(due[1]) + 1 + due[2];
  if (isOld || /^status:\s*"?withdrawn\b/m.test(now)) takeAway();
}

look();
