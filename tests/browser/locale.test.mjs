// What the program writes in a language is what the browser itself would write: numbers, plural forms, dates, lists of
// things and the direction of eleven languages. The program's own lines stand in `tests/locale/written.txt`; a native test holds them.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

import { decisionPage, site } from "./person.mjs";
import { dist, open } from "./support.mjs";

const TAGS = { en: "en-GB", ar: "ar-EG" };

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" });
});
after(() => browser?.close());

/** What the browser writes, for each line. Runs in the page. */
function judged(lines) {
  return lines.map(([tag, what, of]) => {
    const locale = new Intl.Locale(tag);
    switch (what) {
      case "number":
        return new Intl.NumberFormat(tag).format(Number(of));
      case "form":
        return new Intl.PluralRules(tag).select(Number(of));
      case "date": {
        const day = new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: "UTC" });
        return day.format(new Date(`${of}T00:00:00Z`));
      }
      case "list":
        return new Intl.ListFormat(tag, { type: "conjunction" }).format([...of]);
      case "direction":
        return (locale.textInfo ?? locale.getTextInfo()).direction;
      default:
        return `no judge of ${what}`;
    }
  });
}

test("numbers, forms, dates and lists are the browser's own", async () => {
  const text = await readFile(new URL("../locale/written.txt", import.meta.url), "utf8");
  const lines = text.trimEnd().split("\n").map((line) => line.split("\t"));
  const asked = lines.map(([lang, what, of]) => [TAGS[lang] ?? lang, what, of]);
  assert.equal(new Set(asked.map(([tag]) => tag)).size, 11);
  const page = await browser.newPage();
  const known = await page.evaluate(judged, asked);
  // Some languages are left out of this browser: there the test's own knowledge of languages judges.
  const has = await page.evaluate(
    (tags) => Intl.DateTimeFormat.supportedLocalesOf(tags),
    [...new Set(asked.map(([tag]) => tag))],
  );
  assert.ok(has.length >= 10, `the browser knows ${has}`);
  const own = judged(asked);
  asked.forEach(([tag], place) => {
    if (!has.includes(tag)) {
      known[place] = own[place];
    }
  });
  const different = lines
    .map(([lang, what, of, is], place) => ({ lang, what, of, is, browser: known[place] }))
    .filter((it) => it.is !== it.browser);
  assert.deepEqual(different, []);
});

test("the program starts in a language that has one form for all numbers", async () => {
  const address = "content/words/en.yaml";
  const words = await readFile(new URL(address, `file://${dist}/`), "utf8");
  const without = words.replace(/^plural-forms:\n( +- .*\n)+/m, "plural-forms:\n");
  assert.notEqual(without, words);
  const folder = await site();
  folder.answer(address, without);
  const page = await open(browser);
  await page.goto(folder.at(decisionPage));
  await page.waitForSelector(".live");
  await folder.close();
});
