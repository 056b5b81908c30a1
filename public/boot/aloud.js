// Reading aloud. The build makes aloud.js of it, which comes once the page can be used. Only a voice that is on the device
// reads: with any other the words would leave it. What a person entered is read only by a button that says so.

/** Other pages of the site take this one's place: it is looked for anew. */
const control = () => document.getElementById("aloud");
const speech = globalThis.speechSynthesis;
const main = () => document.querySelector("[role=main]");

/** No part of what is read: controls, what cannot be seen, pictures whose numbers stand beside them in words; and the bare
 * numbers of a row, whose sentences with both halves are read once the row is open. */
const LEFT_OUT =
  "button, input, textarea, select, label, nav, svg, sup, script, [hidden], [aria-hidden=true], .unseen, .line, .only-on-paper, " +
  "td[data-studied], details:not([open]) > :not(summary)";

/** What a person wrote or chose, as every view marks it. */
const ENTERED = "[translate=no][dir=auto]";

/** A row of a comparison that is still closed. */
const CLOSED_ROW = ".compare .row:not([open]) > summary";

/** How long a browser may take to name its voices, and a row to be drawn. */
const PATIENCE = 1500;

let units = [], label = null, speaking = null;

/** What can be read, block by block, in the order of the page. */
function read(within, entered) {
  const found = [];
  const walk = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest(LEFT_OUT) || (!entered && parent.closest(ENTERED)) || !parent.getClientRects().length) continue;
    let block = parent;
    while (block !== within && getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
    if (found.at(-1)?.block === block) found.at(-1).text += node.data;
    else found.push({ block, text: node.data });
  }
  return found.map(({ block, text }) => ({ block, text: text.replace(/\s+/g, " ").trim() }));
}

async function until(holds) {
  for (const end = Date.now() + PATIENCE; !holds() && Date.now() < end; ) await new Promise((done) => setTimeout(done, 50));
}

/** A voice on this device that speaks the page's language. */
async function localVoice() {
  const language = document.documentElement.lang.toLowerCase().split("-")[0];
  const fitting = () => speech.getVoices().filter((it) => it.localService === true && it.lang.toLowerCase().split(/[-_]/)[0] === language);
  await until(() => speech.getVoices().length);
  return fitting().find((it) => it.default) ?? fitting()[0];
}

function stop() {
  units = [];
  speaking = null;
  speech.cancel();
  if (label) control()?.replaceChildren(label);
  label = null;
}

async function next(voice) {
  const unit = units.shift();
  if (!unit || !unit.block.isConnected) return stop();
  const utterance = new SpeechSynthesisUtterance(unit.text);
  Object.assign(utterance, { voice, lang: voice.lang, onerror: stop });
  utterance.onend = async () => {
    if (speaking !== utterance) return;
    if (unit.block.matches(CLOSED_ROW)) await open(unit.block.parentElement);
    if (speaking === utterance) next(voice);
  };
  speaking = utterance;
  speech.speak(utterance);
}

/** Opens a row, as a tap does, and reads on in it. */
async function open(row) {
  row.open = true;
  await until(() => row.children.length > 1 && row.lastElementChild.textContent);
  units.unshift(...[...row.children].slice(1).flatMap((it) => read(it, false)));
}

async function start(from) {
  const voice = await localVoice();
  if (!voice) return tellNone();
  units = from();
  if (!units.length) return;
  label = control().textContent;
  control().textContent = control().dataset.stop;
  next(voice);
}

function tellNone() {
  const told = document.createElement("p");
  told.className = "notice aloud-told";
  told.setAttribute("role", "status");
  document.querySelector(".aloud-told")?.remove();
  control().parentElement.after(told);
  setTimeout(() => (told.textContent = control().dataset.none));
}

/** From the place's heading, or from what is seen first where somebody has scrolled down. */
function fromHere() {
  const all = read(main(), false);
  const seen = all.findIndex(({ block }) => block.getBoundingClientRect().bottom > 0);
  return scrollY < 200 ? all : all.slice(Math.max(0, seen));
}

/** What a button stands with: its row, or the sheet below it, with what the person entered. */
function beside(it) {
  const entered = it.dataset.aloud === "entered";
  return read(entered ? main().querySelector("article") : it.closest("details"), entered);
}

function tapped({ target }) {
  const pressed = target.closest?.("button, a[href]");
  if (!pressed) return;
  const wasReading = !!speaking, isControl = pressed === control();
  stop();
  if (isControl && !wasReading) start(fromHere);
  else if (pressed.matches("[data-aloud]")) start(() => beside(pressed));
}

if (speech) {
  document.documentElement.classList.add("speaks");
  document.addEventListener("click", tapped, true);
  for (const event of ["hashchange", "popstate", "pagehide"]) addEventListener(event, stop);
  document.addEventListener("visibilitychange", () => document.hidden && stop());
  speech.getVoices();
}
