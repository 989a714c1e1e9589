// Whether the space that this page shows is still open. It may have been locked where no script of ours saw it: from another browser,
// by leaving without this script, by its end while the computer slept.

/** Whether this page was made with an open space, or has begun one. */
export const isOfSpace = () => document.querySelector('[data-brought-back], form[data-draft-open=true]') !== null;

/** True only when the server says so: a dead network is no reason to take a page away. Asking does not count as use. */
export async function isOver() {
  if (!isOfSpace()) return false;
  const response = await fetch('/session', { cache: 'no-store' }).catch(() => null);
  return response?.status === 401;
}

/** Where a page goes whose space is locked; a visitor's has nothing to unlock with. */
export const afterwards = () => (document.getElementById('lock') ? '/unlock?locked=1' : '/');
