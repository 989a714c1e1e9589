// Offers a pause after twenty minutes of writing: one quiet line below the words, once in a session of writing. Nothing is asked of the server,
// and nobody looks at what is written.
//
// [data-pause]       the line, hidden; not there where somebody does not want it
//   [data-pause-way] leads to ten minutes of something else, and from there back here
//   [data-pause-on]  “Go on”
//
// A session goes on over pages (a walk has one for each question), so three figures of it are kept in this tab: when it began, when the last key
// was, and whether the line was shown. Never a word. They go when the page is left at once (cover.js) or the space is locked.

import { forgetWriting } from './cover.js';

const AFTER = 20 * 60_000; // ms of writing
const GAP = 10 * 60_000;   // ms without a key that end a session

// A space was locked in this tab.
if (document.querySelector('[data-locked]')) forgetWriting();

const line = document.querySelector('[data-pause]');
if (line) {
  const way = line.querySelector('[data-pause-way]');
  document.addEventListener('input', event => { if (event.target.closest?.('form[data-draft]')) wrote(); });
  // With the first save the words get an address of their own.
  const lead = () => { way.href = `/pause?back=${encodeURIComponent(location.pathname)}`; };
  document.addEventListener('draft-saved', () => queueMicrotask(lead));
  lead();
  line.querySelector('[data-pause-on]').addEventListener('click', () => {
    line.hidden = true;
    line.closest('form')?.querySelector('textarea')?.focus();
  });
}

function wrote() {
  const now = Date.now();
  const before = session();
  const isOn = now - before.last <= GAP && now >= before.last;
  const since = isOn ? before.since : now;
  const isDue = now - since >= AFTER && !(isOn && before.shown);
  if (isDue) line.hidden = false;
  keep({ since, last: now, shown: isDue || (isOn && before.shown) });
}

function session() {
  try {
    return JSON.parse(sessionStorage.getItem('writing')) ?? { since: 0, last: -Infinity, shown: false };
  } catch {
    return { since: 0, last: -Infinity, shown: false };
  }
}

function keep(session) {
  try {
    sessionStorage.setItem('writing', JSON.stringify(session));
  } catch {
    // A browser that keeps nothing offers no pause.
  }
}
