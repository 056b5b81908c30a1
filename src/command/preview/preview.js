// Added by `tandem preview` only: puts each remark below the words it is about. What loads the page anew is changes.js.
const page = document.getElementById('page');
const notes = [...document.querySelectorAll('#preview [data-at]')];
const words = notes.map(({ dataset }) => letters(dataset.under));

/** Letters alone: links, spaces and the numbers of sources between them are none of an author's words. */
function letters(text) {
  return text.replace(/\P{L}/gu, '');
}

/** The part that an id names; a choice's card is a place of its own, whose part has no id. */
function partOf(id) {
  return document.getElementById(id) ?? (location.hash === `#${id}` ? document.querySelector('#page .step') : null);
}

/** The smallest element with all these words in it, and in no remark. */
function holderOf(wanted, part) {
  const has = (element) => !element.closest('.preview-note') && letters(element.textContent).includes(wanted);
  if (!wanted || !has(part)) return null;
  let holder = part;
  for (let inner = part; inner; inner = [...holder.children].find(has)) holder = inner;
  return holder === part ? null : holder;
}

/** Puts a remark below an element, and below those that stand there: in a cell or an item at its end, and never inside what is pressed. */
function under(holder, aside) {
  let block = holder.closest('summary, button, label, a') ?? holder;
  if (block.matches('summary')) block = block.parentElement;
  while (getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
  const around = getComputedStyle(block.parentElement).display;
  if (/flex|grid|table/.test(around) || block.matches('li, dd')) return block.append(aside);
  while (block.nextElementSibling?.matches('.preview-note') && block.nextElementSibling !== aside) block = block.nextElementSibling;
  block.after(aside);
}

function asideOf(note) {
  const aside = document.createElement('aside');
  aside.className = 'preview-note';
  // What the checker says is English, whatever the page is in.
  Object.assign(aside, { lang: 'en', dir: 'ltr' });
  aside.dataset.note = note.id;
  aside.dataset.grave = note.dataset.grave;
  aside.append(note.querySelector('a').textContent, note.querySelector('details').cloneNode(true));
  return aside;
}

/** The very words, where a browser can mark them without a change of the page. */
function mark() {
  if (!globalThis.Highlight) return;
  const ranges = notes.flatMap(({ id, dataset }) => {
    const holder = holders.get(id);
    if (!dataset.words || !holder?.isConnected) return [];
    const texts = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      // A page keeps the ends of a range on one line by spaces of another kind.
      const from = texts.currentNode.data.replace(/\s/g, ' ').indexOf(dataset.words);
      if (from >= 0) return [new StaticRange({ startContainer: texts.currentNode, startOffset: from, endContainer: texts.currentNode, endOffset: from + dataset.words.length })];
    }
    return [];
  });
  CSS.highlights.set('preview', new Highlight(...ranges));
}

/** Below which element each remark stands. */
const holders = new Map();

/** So many letters are found only where they were meant. */
const ENOUGH = 12;

/** The cards of choices have the same headings, and often the same words: a remark on one does not stand on another. */
const isOfAnother = ({ dataset: { choice } }) => choice && page.querySelector('.option-card') && location.hash !== `#${choice}`;

/** Where a remark belongs in what the page shows now: below its words, or else at the end of its part. */
function whereabouts(note, wanted) {
  if (isOfAnother(note)) return {};
  const named = partOf(note.dataset.at);
  const part = named?.closest('#page') ? named : null;
  // A row stands beside the part that has its table's heading, and in the comparison.
  const anywhere = () => (wanted.length < ENOUGH ? null : holderOf(wanted, page));
  return { part, holder: (part && holderOf(wanted, part)) ?? anywhere() };
}

/** The remarks that belong to what the page shows now; the program draws it anew when somebody goes to another place. */
function place() {
  notes.forEach((note, index) => {
    const there = document.querySelector(`.preview-note[data-note="${note.id}"]`);
    // What was folded away before may be there now: then the remark goes to its words.
    if (there && holders.get(note.id)?.isConnected) return;
    const { part, holder } = whereabouts(note, words[index]);
    if (there ? !holder : !holder && !part) return;
    const aside = there ?? asideOf(note);
    holders.set(note.id, holder);
    if (holder) under(holder, aside);
    else part.append(aside);
    for (let fold = aside.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
  });
  mark();
}

if (page && notes.length) {
  new MutationObserver(place).observe(page, { childList: true, subtree: true });
  place();
}
