// “Exit this page”: the page is covered first; then what is not saved and the lock go off in one request, and the browser goes to a neutral page.
// Without this script the link goes through GET /exit, which only locks.
//
// [data-exit-to="address"]       where to; data-exit-shift="off": not by Shift; data-exit-hidden="cover": covered when another tab comes to the front
//   [data-exit-presses]          spoken politely: how many presses of Shift are still to come
// form[data-exit-explained]      the note that explains it once

import { cover, uncover, isCovered, button, depart, hold, forgetCopies } from './cover.js';
import { afterwards, isOver } from './session.js';
import { headers, outlivesPage, token } from './draft/send.js';

const SENT_WITHIN = 400;          // ms that the request may keep the covered page; it goes on by itself afterwards
const LONG_SENT_WITHIN = 3000;    // the same for words that are too long for that
const OTHERS_WITHIN = 300;        // ms in which other tabs hand over what they have not saved
const SHIFT_WITHIN = 600;         // ms from one press to the next: shorter than the taps that switch on Sticky Keys usually are

const place = document.querySelector('[data-exit-to]');
const tabs = new BroadcastChannel('leave');
const tab = crypto.getRandomValues(new Uint32Array(1))[0];
let isLeaving = false;
let writing = null;               // draft.js, where there is something to write
if (document.querySelector('form[data-draft]')) import('./draft.js').then(module => { writing = module; });

const pause = milliseconds => new Promise(done => { setTimeout(done, milliseconds); });

// Leaving

async function leave() {
  if (isLeaving) return;
  isLeaving = true;
  shut();
  const mine = handOver();
  const others = collect();
  tabs.postMessage({ left: true });
  const all = [mine, ...await others];
  const secure = location.protocol === 'https:' ? '; secure' : '';
  // Whatever becomes of the request, whoever comes back with this mark finds the space locked.
  document.cookie = `left=yes; path=/; max-age=86400; samesite=lax${secure}`;
  // Guides are kept on this device no more, until somebody says so in the settings.
  document.cookie = `offline=no; path=/; max-age=31536000; samesite=lax${secure}`;
  const forgotten = forgetCopies();
  const { sent, isOutliving } = send(all.flatMap(part => part.words), all.some(part => part.open), all.find(part => part.token)?.token);
  // A dead network answers at once; a slow one is not waited for.
  let isSent = false;
  const settled = sent.catch(() => { }).then(() => { isSent = true; });
  await Promise.race([Promise.all([settled, forgotten]), pause(SENT_WITHIN)]);
  // More than 60 KB cannot outlive the page. Where the words are kept on this device the lock goes alone; else the covered page stays a little longer.
  if (!isSent && !isOutliving) {
    if (await writing?.keep(0)) lockOnly();
    else await Promise.race([settled, pause(LONG_SENT_WITHIN)]);
  }
  location.replace(place.dataset.exitTo);
}

// Covers the page before anything else. A page on its way does not come in its place; what was to travel with it counts as unsaved again.
function shut() {
  cover('Loading');
  depart();
  writing?.takeBack();
}

// What is under way is stopped: it travels with the rest, and must not come in behind the lock.
function handOver() {
  const unsaved = writing?.unsaved() ?? { words: [], open: false };
  writing?.stop();
  return { ...unsaved, token: token() };
}

const lockOnly = () => fetch('/exit', { redirect: 'manual', cache: 'no-store', keepalive: true });

function send(words, open, formToken) {
  if (!words.length || !formToken) return { sent: lockOnly(), isOutliving: true };

  const body = JSON.stringify({ drafts: words });
  const keepalive = outlivesPage(body);
  const sent = fetch('/exit', { method: 'POST', headers: headers(open, formToken), body, keepalive }).then(response => response.ok || lockOnly(), lockOnly);
  return { sent, isOutliving: keepalive };
}

document.addEventListener('click', event => {
  if (event.button || event.ctrlKey || event.metaKey || !event.target.closest?.('a[href="/exit"]')) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  leave();
}, true);

// Other tabs. Each says when it holds words that are not saved, so that nobody waits for one that has none.

const withWords = new Set();
let onWords = () => { };

async function collect() {
  const parts = [];
  if (!withWords.size) return parts;
  const all = new Promise(done => {
    onWords = part => {
      parts.push(part);
      if (!withWords.size) done();
    };
  });
  await Promise.race([all, pause(OTHERS_WITHIN)]);
  return parts;
}

tabs.addEventListener('message', ({ data }) => {
  if (data.asks && writing?.isDirty()) tabs.postMessage({ tab, unsaved: true });
  if (data.unsaved) withWords.add(data.tab);
  if (data.unsaved === false) withWords.delete(data.tab);
  if (data.words) {
    withWords.delete(data.tab);
    onWords(data);
  }
  if (data.left && !isLeaving) {
    shut();
    if (writing?.isDirty()) tabs.postMessage({ tab, ...handOver() });
    else writing?.stop();
    hold(writing);
  }
});
document.addEventListener('draft-unsaved', event => tabs.postMessage({ tab, unsaved: event.detail }));
tabs.postMessage({ asks: true });

// Coming back: a page that the browser kept is not shown as it was, since it may have been locked meanwhile.

addEventListener('pagehide', event => {
  tabs.postMessage({ tab, unsaved: false });
  if (event.persisted) cover('Loading');
});
addEventListener('pageshow', async event => {
  if (!event.persisted) return;
  cover('Loading');
  if (!writing?.isDirty() || await writing.flush() || await writing.keep(SENT_WITHIN)) location.reload();
  else hold(writing);
});

// Three presses of Shift alone, also inside a text area

let presses = 0;
let timer = 0;
let isWithOther = false;

function show(words) {
  const status = document.querySelector('[data-exit-presses]');
  if (!presses) {
    status.replaceChildren();
    return;
  }
  const lights = Object.assign(document.createElement('span'), { className: 'lights' });
  lights.setAttribute('aria-hidden', 'true');
  for (let light = 1; light <= 3; light++) lights.append(Object.assign(document.createElement('span'), { className: light <= presses ? 'lit' : '' }));
  status.replaceChildren(lights, words);
}

function startAgain() {
  clearTimeout(timer);
  if (!presses) return;
  presses = 0;
  show();
}

function press() {
  clearTimeout(timer);
  timer = setTimeout(startAgain, SHIFT_WITHIN);
  presses++;
  if (presses === 3) leave();
  else show(presses === 1 ? 'Press Shift two more times to leave' : 'Press Shift one more time to leave');
}

if (place?.dataset.exitShift === 'on') {
  addEventListener('keydown', event => {
    if (event.key === 'Shift') return;
    isWithOther = event.shiftKey;
    startAgain();
  }, true);
  addEventListener('pointerdown', event => {
    isWithOther = event.shiftKey;
    startAgain();
  }, true);
  addEventListener('keyup', event => {
    if (event.key !== 'Shift') return;
    // A capital letter, a selection or a shortcut is not a press.
    if (!isWithOther && !event.ctrlKey && !event.altKey && !event.metaKey) press();
    isWithOther = false;
  }, true);
}

// Covered when another tab or program comes to the front, where somebody wants it

if (place?.dataset.exitHidden === 'cover') {
  const hide = () => { if (!isCovered()) cover('This page is covered.', button('Show', showAgain)); };
  // The space may have been locked meanwhile.
  const showAgain = async () => {
    if (!writing?.isDirty() && await isOver()) location.replace(afterwards());
    else uncover();
  };
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') hide(); });
  addEventListener('blur', () => { if (!document.hasFocus()) hide(); });
}

// The note goes without loading the page again: somebody may have begun to write.

document.addEventListener('submit', event => {
  const form = event.target;
  if (!form.matches('[data-exit-explained]')) return;
  event.preventDefault();
  fetch(form.action, {
    method: 'POST',
    headers: { 'X-Form-Token': token() },
    body: new URLSearchParams(new FormData(form)),
    redirect: 'manual',
    keepalive: true,
  });
  form.parentElement.remove();
  document.getElementById('main').focus({ preventScroll: true });
});
