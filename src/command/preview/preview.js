// Added by `tandem preview` only: puts each remark below the part it is about. What loads the page anew is changes.js.
const notes = [...document.querySelectorAll('#preview [data-at]')];

/** The part that an id names; a choice's card is a place of its own, whose part has no id. */
function partOf(id) {
  return document.getElementById(id) ?? (location.hash === `#${id}` ? document.querySelector('#page .step') : null);
}

/** The remarks that belong to what the page shows now; the program draws it anew when somebody goes to another place. */
function place() {
  for (const note of notes) {
    const part = partOf(note.dataset.at);
    if (!part?.closest('#page') || part.querySelector(`:scope > .preview-note[data-note="${note.id}"]`)) continue;
    const aside = document.createElement('aside');
    aside.className = 'preview-note';
    aside.dataset.note = note.id;
    aside.dataset.grave = note.dataset.grave;
    aside.textContent = note.querySelector('a').textContent;
    part.append(aside);
  }
}

const page = document.getElementById('page');
if (page && notes.length) {
  new MutationObserver(place).observe(page, { childList: true, subtree: true });
  place();
}
