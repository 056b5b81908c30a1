// What a person chose to keep on the device: IndexedDB, a record for each topic, put there by transactions that a browser
// reports only once they are on the disk. The program puts together what several tabs say; nothing here reads a text.
//
// A record's mark is new each time that keeping begins. What was cleared leaves its mark behind, and nothing else, so
// that a tab which did not hear of it can never bring the words back.

import { rehearsing } from "./rehearsing.js";

const PARTS = "parts";
const CLEARED = ".cleared";
/** Ends the key of what is kept beside a record that this program does not understand. */
const BESIDE = ".beside";
const DAYS_OF_MARKS = 60;
/** Says that something is kept, and nothing of what: a browser that removes it can then be named for it. */
const FLAG = "tandem-kept";
/** How long to wait before trying again what the browser refused. */
const PATIENCE = 3000;

const channel = !rehearsing && "BroadcastChannel" in window ? new BroadcastChannel("tandem") : null;

/** The keepers of this tab, and what else is to be done when another tab clears a topic, or everything, or changes a record. */
const keepers = new Set();
let onCleared = () => {}, onChanged = () => {};

export function whenCleared(act) {
  onCleared = act;
}

export function whenChanged(act) {
  onChanged = act;
}

channel?.addEventListener("message", ({ data }) => {
  if (data.cleared) onCleared(data.topic);
  else onChanged();
});

let database = null;

/** The database; null if the browser refuses, or if there is none and none is to be made: reading leaves nothing behind. */
function open(make) {
  if (rehearsing) return null;
  database ??= new Promise((done) => {
    const none = () => {
      database = null;
      done(null);
    };
    try {
      const asks = indexedDB.open("tandem", 1);
      asks.onupgradeneeded = () => (make ? asks.result.createObjectStore(PARTS) : asks.transaction.abort());
      asks.onsuccess = () => {
        const db = asks.result;
        db.onclose = () => (database = null);
        db.onversionchange = () => {
          db.close();
          database = null;
        };
        done(db);
      };
      asks.onerror = asks.onblocked = none;
    } catch {
      none();
    }
  });
  return database;
}

/** One change, whole or not at all; true once it is on the disk. */
async function change(act, make) {
  const db = await open(make);
  if (!db) return !make;
  return new Promise((done) => {
    try {
      const changing = db.transaction(PARTS, "readwrite", { durability: "strict" });
      changing.oncomplete = () => done(true);
      changing.onabort = () => done(false);
      // What throws inside takes the whole change back.
      const then = (asks, next) => {
        asks.onsuccess = () => {
          try {
            next(asks.result);
          } catch {
            changing.abort();
          }
        };
      };
      act(changing.objectStore(PARTS), then);
    } catch {
      database = null;
      done(false);
    }
  });
}

/** A record; undefined if there is none. */
export async function read(key) {
  const db = await open(false);
  if (!db) return undefined;
  return new Promise((done) => {
    try {
      const asks = db.transaction(PARTS).objectStore(PARTS).get(key);
      asks.onsuccess = () => done(asks.result);
      asks.onerror = () => done(undefined);
    } catch {
      database = null;
      done(undefined);
    }
  });
}

/** Whether a record is about a topic. */
const isAbout = (key, topic) => key === topic || key === topic + BESIDE;

/** What is kept under a name, while its day is not over; empty if there is nothing. */
export async function readKept(key) {
  const record = await read(key);
  return record && new Date(record.until + "T23:59:59") > new Date() ? record.text : "";
}

const newMark = () => Date.now().toString(36) + Math.random().toString(36).slice(2);

/** Moves what an older program kept under one key of `localStorage`. What is none of ours stays there. */
export async function move(program) {
  let text;
  try {
    text = localStorage.getItem("tandem-1");
  } catch {
    return;
  }
  if (!text) return;
  const [rest, ...kept] = program.first_version(text);
  const moved = await change((parts, then) => {
    for (let at = 0; at < kept.length; at += 3) {
      const [topic, until, text] = kept.slice(at, at + 3);
      then(parts.get(topic), (known) => {
        if (!known) parts.put({ until, text, mark: newMark() }, topic);
      });
    }
  }, kept.length > 0);
  if (!moved) return;
  if (rest) localStorage.setItem("tandem-1", rest);
  else localStorage.removeItem("tandem-1");
}

function flag(yes) {
  if (rehearsing) return;
  try {
    if (yes) localStorage.setItem(FLAG, "yes");
    else localStorage.removeItem(FLAG);
  } catch {
    // Refused storage says nothing.
  }
}

export function isFlagged() {
  if (rehearsing) return false;
  try {
    return localStorage.getItem(FLAG) === "yes";
  } catch {
    return false;
  }
}

/** The records, each with its key; none if the browser refuses. */
async function records() {
  const db = await open(false);
  if (!db) return [];
  return new Promise((done) => {
    try {
      const parts = db.transaction(PARTS).objectStore(PARTS);
      const keys = parts.getAllKeys(), all = parts.getAll();
      all.onsuccess = () => done(keys.result.map((key, at) => [key, all.result[at]]).filter(([key]) => key !== CLEARED));
      all.onerror = () => done([]);
    } catch {
      database = null;
      done([]);
    }
  });
}

/** Whether anything is kept, about any topic. */
const hasAny = async () => (await records()).length > 0;

/** What is kept, a line for each record: its day and its topic. */
export const keptLines = async () => (await records()).map(([key, { until }]) => `${until} ${key.replace(BESIDE, "")}`).join("\n");

/** What is kept about all topics but one, and is not past its day: each with its text. */
export const keptBeside = async (topic) => {
  const now = new Date();
  const all = (await records()).filter(([key, { until }]) => key !== topic && new Date(until + "T23:59:59") > now);
  return all.map(([key, { text }]) => [key.replace(BESIDE, ""), text]);
};

/** Clears what is kept about one topic, or about every topic, and tells every tab. */
export async function clearKept(topic) {
  for (const it of keepers) if (it.isOf(topic)) it.forget();
  channel?.postMessage({ cleared: true, topic });
  if (!topic) forgetAround();
  const done = await change((parts, then) => {
    then(parts.get(CLEARED), (before = []) => {
      const young = Date.now() - DAYS_OF_MARKS * 24 * 3600 * 1000;
      const marks = before.filter(([, when]) => when > young);
      const leave = ({ mark }) => {
        if (mark) marks.push([mark, Date.now()]);
        if (marks.length) parts.put(marks, CLEARED);
      };
      then(parts.getAllKeys(), (keys) => {
        for (const key of keys.filter((key) => key !== CLEARED && (!topic || isAbout(key, topic)))) {
          then(parts.get(key), leave);
          parts.delete(key);
        }
      });
    });
  }, false);
  if (topic && !(await hasAny())) flag(false);
  channel?.postMessage({ changed: true });
  return done;
}

/** Drops what stands beside the records. */
function forgetAround() {
  if (rehearsing) return;
  flag(false);
  try {
    localStorage.removeItem("tandem-1");
  } catch {
    // Refused storage holds nothing.
  }
}

/**
 * Keeps one topic of one page. `program` gives the running program; it is asked to put texts together and told what became
 * of them. `settled` is called with whether the device has all that was entered.
 */
export function keeper(topic, program, settled) {
  let key = topic, mark = null, until = null, begins = false, busy = false, again = false, heard = false, retry = 0;

  const tell = (fate) => program()?.stored(fate);

  async function write() {
    if (!mark && !begins) return;
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    again = false;
    clearTimeout(retry);
    let fate = "kept";
    const done = await change((parts, then) => {
      then(parts.get(key), (theirs) => {
        if (begins) mark = theirs?.mark ?? newMark();
        else if (theirs?.mark !== mark) {
          fate = "gone";
          then(parts.get(CLEARED), (marks = []) => {
            if (marks.some(([cleared]) => cleared === mark)) fate = "void";
          });
          return;
        }
        again = false;
        const run = program();
        // After a fault what was entered is held elsewhere, until a fresh program takes it up.
        if (!run) fate = "none";
        else parts.put({ until, mark, text: run.merged(theirs?.text) }, key);
      });
    }, true);
    busy = false;
    if (!done) {
      tell("refused");
      retry = setTimeout(write, PATIENCE);
      return;
    }
    if (fate === "none") return;
    begins = false;
    if (fate === "kept") {
      flag(true);
      channel?.postMessage({ wrote: key });
    } else mark = null;
    settled(fate === "kept" && !again);
    tell(fate);
    if (again) write();
    else if (heard) look();
  }

  /** Takes in what another tab wrote; after what this tab is writing, which that tab may have read or not. */
  async function look() {
    heard = busy;
    if (!mark || busy) return;
    const it = await read(key);
    if (it && it.mark === mark) program()?.heard(it.text);
    else if (mark) write();
  }

  function hear({ data }) {
    if (data.cleared) {
      if (!it.isOf(data.topic)) return;
      it.forget();
      tell("cleared");
    } else if (data.wrote === key) look();
  }

  channel?.addEventListener("message", hear);
  document.addEventListener("visibilitychange", () => document.hidden || look());
  addEventListener("pageshow", (event) => event.persisted && look());

  const it = {
    /** Whether it keeps this topic; any, if none is named. */
    isOf: (cleared) => !cleared || cleared === topic,
    /** Whether the browser removed what was kept: told once. */
    lost: false,
    /** What is kept about the topic, given to a program that starts. A record that it does not understand is left alone. */
    async restore(run) {
      const record = await read(topic);
      if (!record) {
        it.lost = isFlagged() && !(await hasAny());
        if (it.lost) flag(false);
        return;
      }
      if (run.record(record.until, record.text)) {
        ({ mark, until } = record);
        return;
      }
      // Work goes on beside it.
      key = topic + BESIDE;
      const beside = await read(key);
      if (beside && run.record(beside.until, beside.text)) ({ mark, until } = beside);
    },
    begin(day) {
      until = day;
      begins = !mark;
      write();
    },
    write,
    async stop() {
      it.forget();
      await change((parts) => parts.delete(key), false);
      if (!(await hasAny())) flag(false);
      channel?.postMessage({ changed: true, stopped: topic });
    },
    forget() {
      mark = null;
      begins = false;
      clearTimeout(retry);
    },
  };
  keepers.add(it);
  return it;
}
