// Added by `tandem preview` only: loads the page anew when what it shows was made anew.
const shown = document.querySelector('script[data-version]').dataset.version;
let changes;

/** The server tells its number at once, and each later one. A page that nobody sees holds no line to it: there are six. */
function listen() {
  if (document.visibilityState === 'hidden') return hangUp();
  if (changes) return;
  changes = new EventSource('/__changes');
  changes.addEventListener('message', ({ data }) => {
    if (data !== shown) renew();
  });
}

function hangUp() {
  changes?.close();
  changes = undefined;
}

/** The page is asked what a browser asks before it is left: where something would be lost, only the person loads it. */
function renew() {
  const leave = new Event('beforeunload', { cancelable: true });
  if (dispatchEvent(leave)) location.reload();
  else offer();
}

function offer() {
  if (document.getElementById('preview-renew')) return;
  const note = document.createElement('p');
  const button = document.createElement('button');
  note.id = 'preview-renew';
  note.setAttribute('role', 'status');
  button.type = 'button';
  button.textContent = 'Load it again';
  button.addEventListener('click', () => location.reload());
  note.append('This page was made anew. To load it would lose what you entered here. ', button);
  document.body.prepend(note);
}

// Only once the page has loaded: nothing of it waits for this.
addEventListener('pageshow', listen);
addEventListener('pagehide', hangUp);
document.addEventListener('visibilitychange', listen);

