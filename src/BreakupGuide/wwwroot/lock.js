// Locking and following a link wait shortly for the last words. Without this script the links and the form work by themselves.
import { button, cover, forgetCopies, hasLeft, holdsWords, isCovered, leaveFor, uncover } from './cover.js';
import { afterwards, isOfSpace, isOver } from './session.js';

const WAIT = 1500;      // ms that the last words may take before a lock or a link
const LONG_WAIT = 10_000; // ms for a text that would be lost otherwise
const HEAR = 150;       // ms in which another tab says that it is saving
const KEEP = 500;       // ms that keeping them on this device may take
const ASK_EVERY = 20_000; // ms; so long a page in the foreground may stand after its space was locked from elsewhere

const tabs = new BroadcastChannel('space');
const isLockedPage = document.querySelector('[data-locked]') !== null;
let writing = null;     // draft.js, where there is something to write
if (document.querySelector('form[data-draft]')) import('./draft.js').then(module => { writing = module; });

const pause = milliseconds => new Promise(done => { setTimeout(done, milliseconds); });
const saveLastWords = () => Promise.race([writing?.flush().catch(() => false), pause(WAIT)]);

// Other tabs are asked to save, too; those that have something to save say so at once, and again when they are done.
const saving = new Set();
let onSaved = () => { };
async function saveOtherTabs() {
  saving.clear();
  tabs.postMessage({ ask: 'save' });
  await pause(HEAR);
  if (saving.size) await Promise.race([new Promise(done => { onSaved = done; }), pause(WAIT)]);
}

document.addEventListener('submit', async event => {
  const form = event.target;
  if (form.getAttribute('action') !== '/lock') return;
  event.preventDefault();
  // At once, however long the lock takes: whoever presses it may not be alone.
  cover('Your space is being locked.');
  await Promise.all([saveOtherTabs(), saveLastWords()]);
  if (hasLeft()) return;
  if (!writing?.isDirty() || await writing.keep(KEEP)) {
    form.submit();
    return;
  }
  cover('Some words on this page could not be saved. If you lock now, they are lost.', button('Go back', uncover), button('Lock anyway', () => {
    writing.stop();
    form.submit();
  }));
});

document.addEventListener('click', async event => {
  const link = event.target.closest?.('a[href]');
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || link.target) return;
  if (link.origin !== location.origin || !writing?.isDirty()) return;
  event.preventDefault();
  event.stopPropagation();
  await saveLastWords();
  // Only a long text that is neither saved nor kept would be lost with the page.
  if (writing.isDirty() && !await writing.keep(KEEP) && writing.isAtRisk()) await Promise.race([writing.flush(), pause(LONG_WAIT)]);
  if (!hasLeft()) location.assign(link.href);
}, true);

tabs.addEventListener('message', async ({ data }) => {
  if (data.ask === 'save' && writing?.isDirty()) {
    const tab = crypto.getRandomValues(new Uint32Array(1))[0];
    tabs.postMessage({ saving: tab });
    await saveLastWords();
    tabs.postMessage({ saved: tab });
  }
  if (data.saving) saving.add(data.saving);
  if (data.saved && saving.delete(data.saved) && !saving.size) onSaved();
  if (data.locked && !isLockedPage && isOfSpace()) goAway();
});

async function goAway() {
  cover('Your space is locked.');
  leaveFor(afterwards(), writing, !writing?.isDirty() || await writing.keep(KEEP));
}

// Locked from elsewhere. Whoever is writing is told by the saved line instead.
async function look() {
  if (isCovered() || isLockedPage || holdsWords() || document.visibilityState !== 'visible' || writing?.isDirty()) return;
  if (await isOver() && !writing?.isDirty() && !isCovered()) goAway();
}
document.addEventListener('visibilitychange', look);
addEventListener('focus', look);
setInterval(look, ASK_EVERY);

if (document.querySelector('[data-deleted]')) {
  tabs.postMessage({ locked: true });
  forgetCopies();
}
if (isLockedPage) {
  tabs.postMessage({ locked: true });
  import('./draft/buffer.js').then(async buffer => {
    if (!await buffer.hasLeft()) return;
    document.querySelector('[data-locked]').append(
      ' Words that could not be saved yet are kept on this device, sealed. They come back when you unlock.',
    );
  });
}
