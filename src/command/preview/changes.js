// Added by `tandem preview` only: loads the page anew when what it shows was made anew.
const shown = document.querySelector('script[data-version]').dataset.version;
const pages = new BroadcastChannel('tandem-changes');
/** Only of the page that listens to the server. */
let latest;

/**
 * One page listens to the server, for all that are open: a browser holds six lines to a server, and a seventh page would
 * wait for ever. When that page goes, the next one takes its place.
 */
function listen() {
  const changes = new EventSource('/__changes');
  changes.addEventListener('message', ({ data }) => {
    latest = data;
    pages.postMessage(data);
    compare(data);
  });
  // For as long as the page is open.
  return new Promise(() => {});
}

pages.addEventListener('message', ({ data }) => {
  if (data !== 'which') compare(data);
  else if (latest) pages.postMessage(latest);
});

function compare(version) {
  if (version !== shown) renew();
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
addEventListener('pageshow', () => {
  navigator.locks.request('tandem-changes', listen);
  pages.postMessage('which');
}, { once: true });

