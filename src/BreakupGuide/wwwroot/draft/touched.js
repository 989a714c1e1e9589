// What the person made of each control. A circuit that starts draws its island anew, with what was stored; this puts back what they did meanwhile.

import { controlsOf, isChoice, isValue, keyOf } from './controls.js';

/** @typedef {import('./controls.js').Control} Control */

export class Touched {
  #form;
  /** @type {Map<string, string | boolean>} control → what the person last made of it */
  #made = new Map();
  /** @type {any} the control that was last focused */
  #focused = null;

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.#form = form;
    form.addEventListener('focusin', event => { this.#focused = event.target; });
  }

  get isEmpty() { return this.#made.size === 0; }

  /** @param {Event} event @returns {Control | null} the control of which it tells something new */
  take(event) {
    const control = /** @type {HTMLElement} */ (event.target);
    const field = control.closest('[data-draft-field]');
    if (!field || !isValue(control)) return null;
    if (isChoice(control) && event.type === 'input') return null;
    if (!isChoice(control) && event.type === 'change' && this.#made.get(keyOf(control)) === control.value) return null; // said by input already
    if (control.type === 'radio') for (const other of controlsOf(field)) if (other.name === control.name) this.#note(other);
    this.#note(control);
    return control;
  }

  /**
   * What was written or chosen before the scripts had arrived. (The forms switch off the browser's own filling in, which would look the same.)
   * @param {Element} field @returns {boolean} whether there was anything
   */
  catchUp(field) {
    const changed = controlsOf(field)
      .filter(control => isChoice(control) ? control.checked !== control.defaultChecked : 'defaultValue' in control && control.value !== control.defaultValue);
    for (const control of changed) this.#note(control);
    return changed.length > 0;
  }

  /** @param {Control[]} controls */
  putBack(controls) {
    for (const control of controls) {
      const mine = this.#made.get(keyOf(control));
      if (mine === undefined) continue;
      if (typeof mine === 'boolean') {
        if (isChoice(control) && control.checked !== mine) control.checked = mine;
      } else if (control.value !== mine && document.activeElement !== control) {
        control.value = mine;
      }
    }
    const last = this.#focused;
    if (last && !last.isConnected && document.activeElement === document.body)
      /** @type {HTMLElement | null} */ (this.#form.querySelector(`[name="${CSS.escape(last.name)}"]`))?.focus();
  }

  /** @param {Control} control */
  #note(control) { this.#made.set(keyOf(control), isChoice(control) ? control.checked : control.value); }
}
