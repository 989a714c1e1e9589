// One field of a form: what stands in it, how much of it the server has, and what is kept of it on this device.

import { page } from './buffer.js';
import { isOnlyChosen, linesOf, onlyTextOf, valuesAlong, valuesOf } from './controls.js';
import { Slot } from './slot.js';

export class Field {
  written = 0;          // counts what the person did to it
  saved = 0;            // how much of it the server has
  sent = 0;             // how much of it is under way
  since = 0;            // ms, when the first of it was written that is not saved
  /** @type {{ version: number, stored: string[] } | null} somebody else's words, saved in between */
  conflict = null;
  /** @type {string[] | null} why the server will not have it as it stands: it is not sent again before it is changed */
  refused = null;
  #form;
  #entry;
  /** @type {(() => void)[]} to be done once it is saved */
  #afterwards = [];

  /**
   * @param {HTMLFormElement} form @param {string} entry @param {string} name
   * @param {() => number} sequence for what is kept now @param {() => void} onKept
   */
  constructor(form, entry, name, sequence, onKept) {
    this.#form = form;
    this.#entry = entry;
    this.name = name;
    this.slot = new Slot(() => this.#kept(sequence()), onKept);
  }

  get isUnsaved() { return this.written !== this.saved; }

  /** @returns {HTMLElement | null} an island may have drawn it anew, or left it out */
  get element() { return this.#form.querySelector(`[data-draft-field="${CSS.escape(this.name)}"]`); }

  get value() { return this.element ? [...valuesOf(this.element), ...valuesAlong(this.#form, this.element)] : []; }

  write() {
    if (!this.isUnsaved) this.since = Date.now();
    this.written++;
    this.refused = null;
    this.slot.keep();
  }

  /** @param {string[]} messages */
  refuse(messages) {
    this.refused = messages;
    // What has to be changed is in view.
    this.element?.closest('details')?.setAttribute('open', '');
    this.slot.keep();
  }

  /** @param {number} written how much of it the server has now */
  acknowledge(written) {
    this.saved = written;
    this.since = Date.now();
    if (this.isUnsaved) return;
    this.slot.drop();
    this.conflict = null;
    for (const act of this.#afterwards.splice(0)) act();
  }

  /** The island of a question reads the stored answer anew. @param {string} mark another one each time */
  tellIsland(mark) {
    const saved = /** @type {HTMLInputElement | null | undefined} */ (this.element?.querySelector('input[data-saved]'));
    if (!saved) return;
    saved.value = mark;
    saved.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** @param {() => void} act */
  onceSaved(act) { this.#afterwards.push(act); }

  /** @param {number} sequence @returns {import('./send.js').Draft} */
  draft(sequence) {
    return {
      value: this.value, state: 'given', baseVersion: Number(this.element?.dataset.draftVersion || 0), client: page, sequence,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone, reflection: this.#form.dataset.draftReflection,
    };
  }

  /** @param {number} sequence @returns {import('./buffer.js').Kept | null} */
  #kept(sequence) {
    const element = this.element;
    if (!element) return null;
    return {
      entry: this.#entry, field: this.name, draft: this.draft(sequence), lines: linesOf(element), text: onlyTextOf(element)?.name ?? null,
      isOnlyChosen: isOnlyChosen(element), address: this.#form.dataset.draftAddress || location.pathname + location.search, at: Date.now(),
      refused: this.refused ?? undefined,
    };
  }
}
