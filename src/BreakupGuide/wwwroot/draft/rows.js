// The lines of a list: a text area each, so that a long one is broken and not cut off, but no line has a second one in it.

document.addEventListener('keydown', event => {
  const row = /** @type {Element} */ (event.target);
  if (event.key !== 'Enter' || event.isComposing || !row.matches('textarea.row')) return;
  event.preventDefault();
  const rows = /** @type {HTMLTextAreaElement[]} */ ([...row.closest('ol')?.querySelectorAll('textarea.row') ?? []]);
  const next = rows[rows.indexOf(/** @type {HTMLTextAreaElement} */ (row)) + 1];
  if (next) next.focus();
  // “Add another”, as long as there may be more.
  else /** @type {HTMLButtonElement | null} */ (row.closest('ol')?.parentElement?.querySelector('ol ~ button'))?.click();
});
