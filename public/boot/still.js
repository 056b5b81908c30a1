// For pages that need no program. The build makes expiry.js of it.

import { isPast, takeAway } from "./expiry.js";
import { ready, root } from "./page.js";
import { bringAloud } from "./source.js";
import { useTheme } from "./theme.js";
import { goOffline } from "./worker.js";

async function look() {
  useTheme();
  ready().then(bringAloud);
  if (!(await isPast(root.dataset))) return;
  await ready();
  takeAway();
}

look();
goOffline();
