// Lays a plain sheet over the page: at once, and nothing under it can be seen, reached or read out.
const KEPT_WITHIN = 500; // ms
const root = document.documentElement;
let sheet = null;
let before = null;
let isLeft = false;

// The page may be drawn anew under the sheet (the journal's search is): what hides it is put back before anything is painted.
const watch = new MutationObserver(hide);

// Not by the style sheet alone, which may not have arrived. Only what differs is set: each change is heard again.
function hide() {
  if (!sheet) return;
  const body = document.body;
  if (!sheet.isConnected) root.append(sheet);
  if (!('covered' in root.dataset)) root.dataset.covered = '';
  if (document.title !== 'Loading') document.title = 'Loading';
  if (!body.inert) body.inert = true;
  if (body.style.visibility !== 'hidden') body.style.visibility = 'hidden';
  for (const part of [root, body]) watch.observe(part, { attributes: true, childList: part === root });
}

export const isCovered = () => sheet !== null;

/** Covers the page with a few neutral words and, where the person is to go on, a button. Covering again changes the words. */
export function cover(words, ...more) {
  if (!sheet) {
    before = { title: document.title, focused: document.activeElement };
    sheet = Object.assign(document.createElement('div'), { className: 'cover' });
    hide();
  }
  const said = Object.assign(document.createElement('p'), { textContent: words });
  said.setAttribute('role', 'alert');
  sheet.replaceChildren(said, ...more);
  more[0]?.focus();
}

export function uncover() {
  watch.disconnect();
  sheet.remove();
  delete root.dataset.covered;
  document.body.inert = false;
  document.body.style.visibility = '';
  document.title = before.title;
  before.focused?.focus({ preventScroll: true });
  sheet = before = null;
}

/** Somebody leaves, here or in another tab: a page that is on its way must not come in place of this one, and what waits does not go on. */
export function depart() {
  isLeft = true;
  forgetWriting();
  window.stop();
}

export const hasLeft = () => isLeft;

/** Since when somebody wrote here (pause.js). */
export function forgetWriting() {
  try {
    sessionStorage.removeItem('writing');
  } catch {
    // A browser that keeps nothing.
  }
}

/** Takes away what is kept on this device to be read without a network (offline/worker.js). @returns {Promise<void>} */
export async function forgetCopies() {
  try {
    for (const worker of await navigator.serviceWorker?.getRegistrations() ?? []) worker.unregister();
    for (const name of await globalThis.caches?.keys() ?? []) await caches.delete(name);
  } catch {
    // A browser that keeps nothing.
  }
}

export function button(text, act) {
  const made = Object.assign(document.createElement('button'), { type: 'button', className: 'button', textContent: text });
  made.addEventListener('click', act);
  return made;
}

/**
 * Keeps a page covered that must not be shown again, until nothing on it can be lost; then it can be loaded anew.
 * What is neither saved nor kept on this device stays in the page, also while somebody opens the space again in another tab.
 */
export function hold(writing, words = 'Loading') {
  if (holdsWords()) {
    cover(words, button('Show my words', uncover));
    return;
  }
  cover(words, button('Load the page again', async () => {
    if (!writing?.isDirty() || await writing.resume() || await writing.keep(KEPT_WITHIN)) {
      location.reload();
      return;
    }
    writing.stop();
    hold(writing, 'Some words on this page may not be saved yet. Open this place in a new tab, unlock it or continue there, and then come back here.');
    sheet.append(Object.assign(document.createElement('a'), { href: '/', target: '_blank', rel: 'noopener', textContent: 'Open a new tab' }));
  }));
  if (writing?.isDirty()) return;
  // Where nothing can be lost, nothing stays under the sheet, and no key in memory.
  document.getElementById('main').replaceChildren();
  import('./draft/buffer.js').then(buffer => buffer.close(), () => { });
}

/** The space is locked: the page goes, unless words would be lost with it. */
export function leaveFor(address, writing, isKept) {
  forgetWriting();
  if (!isKept || holdsWords()) hold(writing, 'Your space is locked.');
  else location.replace(address);
}

/** A page that gives words back is the only place where they are. */
export const holdsWords = () => document.querySelector('form[data-holds-words]') !== null;
