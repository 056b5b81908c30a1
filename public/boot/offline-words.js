// The words of what works without a network, in every language of the site. `tandem publish` puts them in, from
// content/words, so that nobody loads them before they are needed.

import { root } from "./page.js";

const all = JSON.parse("TANDEM-WORDS");
const words = () => all[root.lang] ?? Object.values(all)[0];

/** A sentence with its holes filled. */
export const say = (name, holes = {}) => words().words[name].replace(/\{([a-z]+)\}/g, (hole, key) => holes[key] ?? hole);

/** A number as the language writes it. */
export const number = (value) => String(value).replace(/\d/g, (digit) => words().digits[digit]);

/** A day as the language writes it, of a moment. */
export function date(moment) {
  const day = new Date(moment);
  const holes = { day: number(day.getDate()), month: words().months[day.getMonth()], year: number(day.getFullYear()) };
  return words().date.replace(/\{([a-z]+)\}/g, (hole, key) => holes[key] ?? hole);
}
