// Saves words while they are written. Words travel by HTTP; a circuit only draws. The work is done in draft/: form.js (one form), controls.js
// (what stands in it), send.js (to the server), buffer.js (sealed on this device until the server has it), both.js (two versions).
//
// form[data-draft="/drafts/{entry}"]      the form; without this script it still posts by itself
//   data-draft-reflection="slug"          for a run: sent along, so that the first words can begin it
//   data-draft-address="/…"               address to take once the entry exists
//   data-draft-next="/…"                  where [data-draft-continue] leads as long as everything is saved; without it the form is sent
//   data-draft-open="true"                a space was open when the page was made: then no session means "locked"
//   data-draft-unsaved                    the page shows words that were not stored (a form that came back with a message)
//   [data-draft-field="name"]             one field: all controls inside it are saved together
//     data-draft-version="3"              the version that the writer sees
//     input[data-saved]                   inside an island: set and "changed" after each acknowledgement, so that the island reads anew
//   [data-draft-along]                    a control that goes along with every field
//   [data-draft-status]                   the saved line (role=status)
//   input[name=client|sequence|base|base.{field}]   make the form's own post part of the same sequence of saves
//
// Nothing counts as saved before the server repeats the sequence, and nothing as kept before it is on the disk.
// Island inputs are put back when a circuit redraws them.

import { DraftForm } from './draft/form.js';
import './draft/rows.js';

/** @type {DraftForm[]} */
const forms = [];
let wasUnsaved = false;

/** Saves everything that is not saved yet. Resolves to true when all of it was acknowledged. @param {{ leaving?: boolean }} [options] */
export async function flush(options) {
  return (await Promise.all(forms.map(form => form.flush(options)))).every(Boolean);
}

export const isDirty = () => forms.some(form => form.isUnsaved);

/** Nothing would be lost with this page: what is not saved is kept on this device, and comes back once the space is open. */
export const isKept = () => forms.every(form => form.isKept);

/** Words would be lost if the page went away now. */
export const isAtRisk = () => forms.some(form => form.isAtRisk);

/** Brings to this device what is not saved; resolves to whether it is there. @param {number} within ms */
export async function keep(within) {
  await Promise.all(forms.map(form => form.keep(within)));
  return isKept();
}

/** What is not known to be saved, ready to be sent in one piece, and whether it belongs to a space that was open. */
export const unsaved = () => ({ words: forms.flatMap(form => form.unsaved()), open: forms.some(form => form.isOpen) });

/** Sends nothing any more, not even what is under way: the words travel another way, or wait covered. */
export function stop() {
  for (const form of forms) form.stop();
}

/** Words that a form's own post was to carry count as unsaved again: the post has been stopped. */
export function takeBack() {
  for (const form of forms) form.takeBack();
}

/** Sends again what is not saved. */
export async function resume() {
  return (await Promise.all(forms.map(form => form.resume()))).every(Boolean);
}

/** The form of an entry on this page. @param {string} entry */
export const formOf = entry => forms.find(form => form.entry.replaceAll('-', '') === entry.replaceAll('-', ''));

// Says to the page's other scripts whether there is something to lose.
function tell() {
  if (isDirty() === wasUnsaved) return;
  wasUnsaved = !wasUnsaved;
  document.dispatchEvent(new CustomEvent('draft-unsaved', { detail: wasUnsaved }));
}

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('form[data-draft]'))) forms.push(new DraftForm(form, tell));

// The first words begin a space. Pages that were made before it need its token to save into it.
const begun = new BroadcastChannel('begun');
document.addEventListener('draft-begun', event => begun.postMessage(/** @type {CustomEvent} */ (event).detail));
begun.addEventListener('message', ({ data }) => { for (const form of forms) form.join(data); });

const leave = () => { if (isDirty()) flush({ leaving: true }); };
const retry = () => { for (const form of forms) form.retry(); };
document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') leave(); else retry(); });
addEventListener('pagehide', leave);
addEventListener('online', retry);
// A browser asks before it closes a page whose words would be lost with it.
addEventListener('beforeunload', event => { if (isAtRisk()) event.preventDefault(); });
