// Copies of pages, cards and words on the device: what is stored, under which name, and taken away again. The names tell one
// copy of Tandem from another on the same address, as in public/worker.js.

const scope = new URL(".", location.href).href;
const DATE = "tandem-date";
/** How many files are asked for at once. */
const AT_ONCE = 6;

const nameOf = (kind, topic = "", file = "") => ["tandem", scope, kind, topic, file].filter(Boolean).join(" ");
/** A few languages have another sign before their code: see `src/cards/names.rs`. */
export const indexOf = (lang) => `index${/^(br|cgi|lua|pl|sh|tcl)$/.test(lang) ? "_" : "."}${lang}.html`;
const isPage = (address) => address.endsWith(".html");

/** A theme may have been edited since the pages were made. Beside the list of topics, which is kept unasked, nothing is fetched
 * that the page has just had. */
const lookOf = (address) => (address.startsWith("index") ? [] : ["theme.css"]);

/** What else a text needs: the files of a page, the choices of a decision. */
function needs(address, text) {
  const found = (pattern) => [...text.matchAll(pattern)].map((it) => it[1]);
  if (isPage(address)) return [...lookOf(address), ...found(/name="tandem-file" content="([^"]+)"/g), ...found(/ data-card="([^"]+)"/g), ...found(/ (?:src|href)="(theme\/[^"]+)"/g)];
  if (!address.endsWith("/decision.md")) return [];
  return found(/\]\(([a-z0-9-]+\.md)\)/g).map((name) => address.replace("decision.md", name));
}

/** The pages of the same site and language that a page leads to. */
function pagesOf(text, lang) {
  const links = [...text.matchAll(/<a [^>]*href="([^"#:/]+\.html)/g)].map((it) => it[1]);
  return links.filter((it) => new RegExp(`[._]${lang}\\.html$`).test(it));
}

/** What a site may do without. */
const isOptional = (address) => /(settings\.yaml|\/service[._][^/]*|\.css|theme\/.+)$/.test(address);

function isOurs(address, text) {
  return isPage(address) ? /<html[^>]* data-decision=/.test(text) && text.includes('id="page"') : !address.startsWith("content/") || !/^\s*([<{]|$)/.test(text);
}

const put = (cache, address, body, type) =>
  cache.put(scope + address, new Response(body, { headers: { "content-type": type, [DATE]: new Date().toISOString() } }));

/** Asks the network for a file and stores what it says. Gives its text; throws if it cannot be had now. */
async function fetchInto(cache, address) {
  const answer = await fetch(scope + address, { cache: "no-cache", credentials: "same-origin" });
  const bytes = await answer.arrayBuffer();
  const text = /\.(html|md|yaml)$/.test(address) ? new TextDecoder().decode(bytes) : "";
  if (!answer.ok || answer.redirected || answer.headers.has(DATE) || (text && !isOurs(address, text))) throw 0;
  await put(cache, address, bytes, answer.headers.get("content-type") ?? "");
  return text;
}

/**
 * Stores files under a name, with all that they need. `follow` says which pages a page's text leads on to. Gives the pages'
 * texts, and how many files could not be had. What the page has just loaded (`known`, by its address) is not asked for again.
 */
export async function gather(kind, addresses, { topic, file, follow = () => [], known = new Map() } = {}) {
  const cache = await caches.open(nameOf(kind, topic, file));
  const asked = new Set(), waiting = [], pages = new Map();
  let missing = 0;
  const want = (more) => more.forEach((it) => {
    if (asked.has(it)) return;
    asked.add(it);
    waiting.push(it);
  });
  const one = async (address) => {
    try {
      const text = known.get(address) ?? (await fetchInto(cache, address));
      if (known.has(address)) await put(cache, address, text, "text/plain; charset=utf-8");
      if (isPage(address)) pages.set(address, text);
      want([...needs(address, text), ...(isPage(address) ? follow(address, text) : [])]);
    } catch {
      if (!isOptional(address)) missing += 1;
    }
  };
  want(addresses);
  while (waiting.length) await Promise.all(waiting.splice(0, AT_ONCE).map(one));
  return { pages, missing, cache };
}

/** A topic, list or sheet, with the pages that it leads to. */
export async function store(kind, topic, file) {
  const lang = document.documentElement.lang;
  return gather(kind, [file], { topic, file, follow: (address, text) => (address === file ? pagesOf(text, lang) : []) });
}

/** When a page was last brought up to date; nothing if it is not stored in this way. */
export async function isStored(kind, topic, file) {
  if (!(await caches.has(nameOf(kind, topic, file)))) return null;
  const copy = await (await caches.open(nameOf(kind, topic, file))).match(scope + file);
  return copy?.headers.get(DATE) ?? null;
}

/** Takes away what is meant: asked with the kind, the topic and the file. */
export async function drop(isMeant) {
  const all = (await globalThis.caches?.keys().catch(() => [])) ?? [];
  const ours = all.filter((name) => name.startsWith(`tandem ${scope} `));
  await Promise.all(ours.filter((name) => isMeant(...name.split(" ").slice(2))).map((name) => caches.delete(name)));
}

// Ready for a clinic -------------------------------------------------------------------------------------------------

const READY = "prepared";

/** Stores every topic, list and sheet of a language. */
export async function prepare(lang) {
  const { pages, missing, cache } = await gather(READY, [indexOf(lang)], { follow: (_, text) => pagesOf(text, lang) });
  if (!pages.size) throw new Error("nothing can be had");
  const all = [...pages.values()];
  const count = (pattern) => all.filter((text) => pattern.test(text)).length;
  const topics = count(/<html[^>]* data-decision="[a-z0-9][^"]*"/);
  const papers = count(/<html[^>]* data-card="content\/(lists|sheets|support)\//);
  const told = { date: new Date().toISOString(), topics, papers, missing };
  await cache.put(`${scope}.prepared`, new Response(JSON.stringify(told)));
}

/** What was got ready, and when; nothing if nothing was. */
export async function prepared() {
  if (!(await globalThis.caches?.has(nameOf(READY)))) return null;
  const copy = await (await caches.open(nameOf(READY))).match(`${scope}.prepared`);
  return copy ? copy.json() : null;
}
