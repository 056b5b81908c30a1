// The door to what works without a network. What is behind it comes once the page is alive: see offline.js.

import { root } from "./page.js";

/** The one address that may be made a script by name: the policy of the pages allows no other way, and no second policy. Made
 * before anything else runs; whatever is asked of it, it gives this address. */
let policy;
try {
  policy = trustedTypes.createPolicy("worker", { createScriptURL: () => "worker.js" });
} catch {
  // A browser without such policies needs none. Where a host forbids it, there is no worker.
}

/** `host` is what the page offers: the view that is seen, whether several people use the device, a way to read the cards anew. */
export function goOffline(host) {
  const file = root.dataset.offline;
  if (file) setTimeout(() => import(file).then((it) => it.begin(policy, host), () => {}), 300);
}
