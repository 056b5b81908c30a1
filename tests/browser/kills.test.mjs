// Twenty kills at random moments; a hundred of each are in `cargo xtask prove`.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { kills, told } from './kills.mjs';

/** More than this would be words, not the last key: what was measured is 12 to 56 ms on a quiet machine. */
const MOST = 1000;

for (const kind of ['tab', 'browser']) {
  test(`ten kills of the ${kind} with keeping on lose at most the last keys`, async () => {
    const results = await kills(kind, 10, 7);
    console.log(told(kind, results));
    assert.ok(results.every((it) => it.lost <= MOST), told(kind, results));
  });
}
