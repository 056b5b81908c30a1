// A page that has everything in itself needs no service worker.

export const goOffline = () => {};
