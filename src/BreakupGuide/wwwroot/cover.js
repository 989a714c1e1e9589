// Lays a plain sheet over the page: at once, and nothing under it can be seen, reached or read out.
const KEPT_WITHIN = 500; // ms
const root = document.documentElement;
let sheet = null;
let before = null;

export const isCovered = () => sheet !== null;

/** Covers the page with a few neutral words and, where the person is to go on, a button. Covering again changes the words. */
export function cover(words, ...more) {
  if (!sheet) {
    before = { title: document.title, focused: document.activeElement };
    sheet = Object.assign(document.createElement('div'), { className: 'cover' });
    root.append(sheet);
    root.dataset.covered = '';
  }
  document.title = 'Loading';
  const said = Object.assign(document.createElement('p'), { textContent: words });
  said.setAttribute('role', 'alert');
  sheet.replaceChildren(said, ...more);
}

export function uncover() {
  sheet.remove();
  delete root.dataset.covered;
  document.title = before.title;
  before.focused?.focus({ preventScroll: true });
  sheet = before = null;
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
  cover(words, button('Load the page again', async () => {
    if (!writing?.isDirty() || await writing.resume() || await writing.keep(KEPT_WITHIN)) {
      location.reload();
      return;
    }
    writing.stop();
    hold(writing, 'Some words on this page may not be saved yet. Open this place in a new tab, unlock it or continue there, and then come back here.');
    sheet.append(Object.assign(document.createElement('a'), { href: '/', target: '_blank', rel: 'noopener', textContent: 'Open a new tab' }));
  }));
}
