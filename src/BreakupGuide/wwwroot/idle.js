// Warns before a space locks by itself. The server locks whatever this script does; here the time is only counted along.
//
// [data-lock-after="900"]   seconds without use until the lock; not there where nothing locks
//   data-lock-end="43200"   seconds until the lock that nothing puts off
//   data-lock-session="…"   whose lock it is: a page that slept must not lock what was opened meanwhile
//   [data-lock-said]        role=alert
//   [data-lock-stay]        the button
//
// Use is what the server heard of: a page loaded, words saved, POST /stay. Tabs tell each other. Times are compared by the clock on
// the wall, since timers stand still while a computer sleeps or a tab is in the background.

import { cover, leaveFor } from './cover.js';

const WARN = 60_000;    // ms before the lock
const EARLY = 5_000;    // ms before the server would lock: time for the last words
const ASK_EVERY = 60_000;
const WAIT = 1500;      // ms that the last words may take

const draft = async () => (document.querySelector('form[data-draft]') ? import('./draft.js') : null);
const bar = document.querySelector('[data-lock-after]');
if (bar) watch(Number(bar.dataset.lockAfter) * 1000);

function watch(lockAfter) {
  const tabs = new BroadcastChannel('use');
  const said = bar.querySelector('[data-lock-said]');
  const stayButton = bar.querySelector('[data-lock-stay]');
  const lastMoment = Date.now() + Number(bar.dataset.lockEnd) * 1000;
  let lastUse = Date.now();
  let lastAsked = 0;
  let timer = 0;
  let isOver = false;

  const isLast = () => lastMoment <= lastUse + lockAfter;
  const left = () => Math.min(lastUse + lockAfter, lastMoment) - EARLY - Date.now();
  const post = (path, more) => fetch(path, {
    method: 'POST', redirect: 'manual', keepalive: true,
    headers: { 'X-Form-Token': document.querySelector('input[name=__RequestVerificationToken]').value, 'X-Open-Space': '1', ...more },
  });

  function look() {
    clearTimeout(timer);
    if (isOver) return;
    if (left() <= 0) {
      end();
      return;
    }
    const isNear = left() <= WARN;
    if (isNear === bar.hidden) {
      bar.hidden = !isNear;
      stayButton.hidden = isLast();
      said.textContent = !isNear ? ''
        : (left() > WARN / 2 ? 'Your space locks in a minute.' : 'Your space locks in a moment.')
        + (isLast() ? ' It has been open for a long time: unlock it again to go on. What you wrote is kept.' : '');
    }
    timer = setTimeout(look, isNear ? left() : left() - WARN);
  }

  function used(at) {
    lastUse = Math.max(lastUse, at);
    look();
  }

  function usedHere(at) {
    used(at);
    tabs.postMessage({ used: at });
  }

  async function stay() {
    const asked = lastAsked = Date.now();
    const response = await post('/stay').catch(() => null);
    if (response?.ok) usedHere(asked);
    // Locked from elsewhere. Whoever is writing is told by the saved line instead, as in lock.js.
    if (response?.status === 401 && !(await draft())?.isDirty()) end();
  }

  async function end() {
    if (isOver) return;
    isOver = true;
    cover('Your space is being locked.');
    const writing = await draft();
    if (writing) await Promise.race([writing.flush(), new Promise(done => { setTimeout(done, WAIT); })]);
    const isKept = !writing?.isDirty() || await writing.keep(WAIT);
    writing?.stop();
    await post('/lock', { 'X-Session': bar.dataset.lockSession }).catch(() => { });
    leaveFor('/unlock?locked=1', writing, isKept);
  }

  // Writing, clicking and scrolling count as use, and are told to the server once a minute at most. On the way to a button of the bar nothing counts.
  function act(event) {
    if (isOver || event.key === 'Tab' || event.key === 'Shift' || (event.target instanceof Node && bar.contains(event.target))) return;
    if (Date.now() - Math.max(lastUse, lastAsked) >= ASK_EVERY) stay();
  }

  for (const kind of ['keydown', 'input', 'pointerdown', 'scroll']) addEventListener(kind, act, { capture: true, passive: true });
  stayButton.addEventListener('click', stay);
  document.addEventListener('draft-saved', () => usedHere(Date.now()));
  document.addEventListener('visibilitychange', look);
  addEventListener('focus', look);
  tabs.addEventListener('message', ({ data }) => used(data.used));
  usedHere(lastUse);
}
