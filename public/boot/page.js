// What every part asks of the page as built.

export const root = document.documentElement;
export const embedded = window.parent !== window;

export const byId = (id) => document.getElementById(id);

/** The main part: the page as built, then what the program draws. */
export const page = () => byId("page");

/** Resolves once all of the page as built is there. */
export function ready() {
  if (document.readyState !== "loading") return Promise.resolve();
  return new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
}
