// What tests of a copy on the device have in common: its words, and keeping a topic for reading without a network.

import assert from 'node:assert/strict';

import { inWords, published } from './hostile.mjs';

/** The words of what works without a network. */
const paperWords = Object.fromEntries([...published('content/words/en.paper.yaml').matchAll(/^(offline-[a-z-]+): "?(.*?)"?$/gm)].map((it) => [it[1], it[2]]));
export const told = (name, holes = {}) => {
  assert.ok(paperWords[`offline-${name}`], name);
  return paperWords[`offline-${name}`].replace(/\{([a-z]+)\}/g, (_, key) => String(holes[key]));
};
export const today = () => inWords(new Date());

/** Waits until a worker answers for the page, and has stored the program. */
export const ready = async (page) => {
  await page.waitForFunction(() => navigator.serviceWorker.controller, null, { timeout: 20000 });
  await page.waitForFunction(async () => {
    const name = (await caches.keys()).find((it) => / common$/.test(it));
    return name && (await (await caches.open(name)).keys()).some((it) => it.url.includes('index.'));
  }, null, { timeout: 20000 });
};

export const keepButton = (page) => page.getByRole('button', { name: told('keep'), exact: true });
/** Keeps the topic for reading, by the button. */
export const keepForReading = async (page) => {
  await keepButton(page).click();
  await page.getByText(told('kept', { date: today() })).waitFor();
};
