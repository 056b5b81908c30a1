/** Whether this page was opened as a rehearsal: so it stays, whatever is opened in its place. */
export const rehearsing = location.search === "?rehearsal";
