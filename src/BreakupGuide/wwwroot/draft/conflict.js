// What came in between at a field somebody writes in: another version of it was saved, or what it belongs to was deleted. Nothing is lost, and
// nothing is chosen for them.

import { offerNewEntry, showBoth } from './both.js';
import { linesOf, onlyTextOf } from './controls.js';
import { put } from './send.js';

/**
 * @typedef {import('./form.js').DraftForm} DraftForm
 * @typedef {import('./sending.js').Sending} Sending
 * @typedef {import('./field.js').Field} Field
 */

const KEPT_WITHIN = 500;         // ms that the last words may take to be gone from this device

/** @param {DraftForm} form @param {Sending} sending @param {Field} field @param {{ version: number, stored: string[] }} conflict */
export function meet(form, sending, field, conflict) {
  field.conflict = conflict;
  const element = field.element;
  if (!element || sending.isStopped) return;
  const control = onlyTextOf(element);
  const section = showBoth(element, {
    said: 'This was changed in another place while you wrote here. Nothing is lost: the version that you do not keep stays under “Earlier versions”.',
    mine: linesOf(element),
    theirs: conflict.stored,
    choices: [
      { text: 'Keep mine', act: keepMine },
      { text: 'Keep the other one', act: keepTheirs },
      ...(control ? [{ text: 'Keep both, one after the other', act: keepBoth }] : []),
    ],
  });
  form.showSaved();

  function keepMine() {
    section.remove();
    /** @type {HTMLElement} */ (element).dataset.draftVersion = String(conflict.version);
    field.conflict = null;
    sending.schedule(0);
  }

  function keepBoth() {
    if (control) control.value = [control.value, ...conflict.stored].join('\n\n');
    control?.dispatchEvent(new Event('input', { bubbles: true }));
    keepMine();
  }

  // Mine becomes an earlier version; then the page shows what stands there.
  async function keepTheirs() {
    const answer = await put(form.entry, field.name, { ...sending.nextDraft(field), aside: true }, form.isOpen);
    if (answer.kind !== 'saved') {
      section.querySelector('p')?.replaceChildren('Your version could not be put among the earlier versions yet. Both are still here: try again in a moment.');
      return;
    }
    field.acknowledge(field.written);
    await field.slot.hurry(KEPT_WITHIN);
    form.tell();
    location.reload();
  }
}

/** Deleted in another place. @param {DraftForm} form @param {Sending} sending @param {Field} field */
export function miss(form, sending, field) {
  if (!field.element || sending.isStopped) return;
  field.conflict = { version: 0, stored: [] };
  offerNewEntry(field.element, 'What you write here belongs to something that was deleted meanwhile.', linesOf(field.element), () => {
    field.acknowledge(field.written);
    form.showSaved();
    form.tell();
  });
  form.showSaved();
}
