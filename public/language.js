// At the bare address of a site that is there in several languages: the first of the browser's languages that it has.
// An address that names a language is never changed, and nothing is stored.
{
  const links = [...document.querySelectorAll("link[hreflang]")];
  const tags = navigator.languages ?? [];
  const named = (tag) => links.find((it) => it.hreflang.toLowerCase() === tag);
  const found = tags.map((tag) => named(tag.toLowerCase()) ?? named(tag.toLowerCase().split("-")[0])).find(Boolean);
  // By its name alone: the same site may stand at another address than its own, as for a test.
  const page = found?.getAttribute("href").split("/").pop();
  if (page && found.hreflang !== document.documentElement.lang) location.replace(page + location.hash);
}
