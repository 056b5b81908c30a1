// For pages that need no program. The build makes expiry.js of it.

import { isPast, takeAway } from "./expiry.js";
import { ready, root } from "./page.js";

async function look() {
  if (!(await isPast(root.dataset))) return;
  await ready();
  takeAway();
}

look();
