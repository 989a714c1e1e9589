// One form whose fields are saved while somebody writes in them. What its attributes mean stands in ../draft.js.

import * as buffer from './buffer.js';
import { offerNewEntry, showBoth } from './both.js';
import { controlsOf, isChoice, isValue, keyOf, linesOf, onlyTextOf, valuesOf } from './controls.js';
import { headers, outlivesPage, put } from './send.js';

const AFTER_LAST_KEY = 2000;     // ms, where words are kept on this device meanwhile …
const AT_LEAST_EVERY = 15_000;   // … and somebody goes on writing
const AFTER_FIRST_KEY = 2000;    // ms, where they are not
const AFTER_CHOICE = 150;        // ms after a click
const QUIET = 400;               // ms without a key after which the saved line tells of trouble
const KEPT_WITHIN = 500;         // ms that a form's own post may wait for the last words to be kept
const LEFT_WITHIN = 15_000;      // ms after which a page that is still there was not left by its post

/**
 * Why saving does not work now.
 * @typedef {{ words: string, kept?: string, link?: { text: string, href: string } }} Trouble  kept: said instead where the words are on this device
 */

/** What is known of one field of the form. */
class Field {
  written = 0;          // counts what the person did to it
  saved = 0;            // how much of it the server has
  sent = 0;             // how much of it is under way
  since = 0;            // ms, when the first of it was written that is not saved
  /** @type {{ version: number, stored: string[] } | null} somebody else's words, saved in between */
  conflict = null;
  /** @type {string[]} what another page left in the buffer and this one shows; forgotten once it is saved */
  inherited = [];

  /** @param {string} name @param {() => import('./buffer.js').Kept | null} take @param {() => void} onKept */
  constructor(name, take, onKept) {
    this.name = name;
    this.slot = new buffer.Slot(take, onKept);
  }

  get isUnsaved() { return this.written !== this.saved; }

  settle() {
    this.slot.drop();
    this.conflict = null;
    for (const id of this.inherited.splice(0)) buffer.forget(id);
  }
}

export class DraftForm {
  #sequence = 0;          // of the last save: even; what is kept in between has odd numbers
  #timer = 0;
  #due = 0;
  #quiet = 0;
  #failures = 0;
  #isStopped = false;
  #isPosting = false;
  #isWaiting = false;
  #savedAt = '';
  /** @type {Trouble | null} */
  #trouble = null;
  /** @type {Promise<boolean> | null} */
  #sending = null;
  /** @type {AbortController | undefined} */
  #underway;
  /** @type {Map<string, Field>} */
  #fields = new Map();
  /** @type {Field[]} what the form's own post carries, as long as nobody knows what became of it */
  #posted = [];
  /** @type {Map<string, string | boolean>} control → what the person last made of it */
  #touched = new Map();
  #tell;

  /** @param {HTMLFormElement} form @param {() => void} tell says that something changed about what is unsaved */
  constructor(form, tell) {
    this.form = form;
    this.#tell = tell;
    this.status = form.querySelector('[data-draft-status]');
    this.entry = form.dataset.draft?.split('/').pop() ?? '';
    form.dataset.draftReady = '';
    this.#setHidden('client', buffer.page);
    this.#setHidden('sequence', '2');
    form.addEventListener('input', event => this.#onInput(event));
    form.addEventListener('change', event => this.#onInput(event));
    form.addEventListener('focusin', event => { this.#focused = event.target; });
    form.addEventListener('focusout', () => { if (this.isUnsaved) this.#schedule(0); });
    form.addEventListener('submit', event => this.#beforePost(event));
    new MutationObserver(() => this.#putBack()).observe(form, { childList: true, subtree: true });
    if (form.hasAttribute('data-draft-unsaved')) for (const element of this.#elements()) this.#mark(element, 0);
    this.#catchUp();
    if (this.isOpen) this.#openBuffer();
  }

  /** The page was made with an open space, or has begun one. */
  get isOpen() { return this.form.dataset.draftOpen === 'true'; }

  get isUnsaved() { return this.#unsavedFields().length > 0; }

  /** Nothing is unsaved but what is kept on this device. */
  get isKept() { return this.#unsavedFields().every(field => field.slot.isKept); }

  get isTouched() { return this.#touched.size > 0; }

  /** Whether words would be lost if the page went away now: what is small still travels by itself. */
  get isAtRisk() {
    return !this.#isStopped && this.#unsavedFields().some(field => !field.slot.isKept && (this.#failures > 0 || !outlivesPage(JSON.stringify(this.#valueOf(field)))));
  }

  /** @param {string} field @param {string} id of what another page kept of this field: it stands in the form now */
  inherit(field, id) {
    this.#field(field).inherited.push(id);
  }

  /** What is not known to be saved, for sending it in one piece with the lock. */
  unsaved() {
    return this.#unsavedFields().filter(field => this.#element(field.name)).map(field => ({ entry: this.entry, field: field.name, draft: this.#nextDraft(field) }));
  }

  /** Sends nothing any more, not even what is under way; what can be kept is kept at once. */
  stop() {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#underway?.abort();
    this.keep(0);
  }

  /** Counts as unsaved again what a post was to carry. */
  takeBack() {
    for (const field of this.#posted.splice(0)) field.written++;
  }

  /** Takes over the token of a space that another page has begun. @param {string} token */
  join(token) {
    if (!this.isOpen) this.#begin(token);
    this.retry();
  }

  /** Sends again what is not saved. Whatever space was open has been locked meanwhile, so nothing may begin a new one. */
  resume() {
    this.#isStopped = false;
    this.form.dataset.draftOpen = 'true';
    return this.flush();
  }

  retry() {
    if (this.isUnsaved) this.#schedule(0);
  }

  /** Brings to this device at once what is not saved. @param {number} within ms */
  keep(within) {
    return Promise.all(this.#unsavedFields().map(field => field.slot.hurry(within)));
  }

  /**
   * Saves what is not saved. One request of a form at a time: the first may begin a visitor's space, which the next needs.
   * @param {{ leaving?: boolean }} [options] leaving: the page may be gone in a moment, so nothing is waited for
   * @returns {Promise<boolean>} whether everything was acknowledged
   */
  async flush({ leaving = false } = {}) {
    if (leaving) this.keep(0);
    while (this.#sending && !leaving) await this.#sending;
    // What is wrong with one field's words keeps the others from nothing; what is wrong with the way to the server does.
    for (const field of this.#unsavedFields()) {
      if (this.#isStopped) return false;
      if (field.conflict || field.sent === field.written) continue;
      const sending = this.#send(field);
      this.#sending = sending;
      const canGoOn = await sending;
      if (this.#sending === sending) this.#sending = null;
      if (!canGoOn) return false;
    }
    if (leaving && this.#sending) await this.#sending;
    this.#tell();
    return !this.isUnsaved;
  }

  // Fields and controls

  #elements() { return /** @type {HTMLElement[]} */ ([...this.form.querySelectorAll('[data-draft-field]')]); }

  /** @param {string} name @returns {HTMLElement | null} */
  #element(name) { return this.form.querySelector(`[data-draft-field="${CSS.escape(name)}"]`); }

  /** @param {string} name */
  #field(name) {
    let field = this.#fields.get(name);
    if (!field) this.#fields.set(name, field = new Field(name, () => this.#keptOf(name), () => this.#onKept()));
    return field;
  }

  #unsavedFields() { return [...this.#fields.values()].filter(field => field.isUnsaved && this.#element(field.name)); }

  /** @param {string} name @param {string} value */
  #setHidden(name, value) {
    for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (this.form.querySelectorAll(`input[type=hidden][name="${CSS.escape(name)}"]`))) input.value = value;
  }

  /** @type {any} the control that was last focused */
  #focused = null;

  // What was written or chosen before this script had arrived. (The forms switch off the browser's own filling in, which would look the same.)
  #catchUp() {
    for (const element of this.#elements()) {
      for (const control of controlsOf(element)) {
        if (isChoice(control) ? control.checked === control.defaultChecked : !('defaultValue' in control) || control.value === control.defaultValue) continue;
        this.#touched.set(keyOf(control), isChoice(control) ? control.checked : control.value);
        this.#mark(element, AFTER_CHOICE);
      }
    }
  }

  /** @param {Event} event */
  #onInput(event) {
    const control = /** @type {HTMLElement} */ (event.target);
    const element = /** @type {HTMLElement | null} */ (control.closest('[data-draft-field]'));
    if (!element || !isValue(control)) return;
    if (isChoice(control) && event.type === 'input') return;
    if (!isChoice(control) && event.type === 'change' && this.#touched.get(keyOf(control)) === control.value) return; // said by input already
    if (control.type === 'radio') for (const other of controlsOf(element)) if (other.name === control.name) this.#touched.set(keyOf(other), /** @type {HTMLInputElement} */ (other).checked);
    this.#touched.set(keyOf(control), isChoice(control) ? control.checked : control.value);
    this.#mark(element, isChoice(control) ? AFTER_CHOICE : null);
  }

  /** @param {HTMLElement} element @param {number | null} delay ms; null: as for typing */
  #mark(element, delay) {
    const field = this.#field(element.dataset.draftField ?? '');
    if (!field.isUnsaved) field.since = Date.now();
    field.written++;
    field.slot.keep();
    if (this.#trouble) this.#saveLineAfterQuiet();
    else this.#say('Saving…', true);
    this.#tell();
    if (delay !== null) this.#schedule(delay);
    else if (buffer.isOpen()) this.#schedule(Math.min(AFTER_LAST_KEY, field.since + AT_LEAST_EVERY - Date.now()), true);
    else this.#schedule(AFTER_FIRST_KEY);
  }

  // A circuit that starts draws its island anew, with what was stored; what the person did meanwhile goes back in.
  #putBack() {
    for (const control of this.#elements().flatMap(controlsOf)) {
      const mine = this.#touched.get(keyOf(control));
      if (mine === undefined) continue;
      if (typeof mine === 'boolean') {
        if (isChoice(control) && control.checked !== mine) control.checked = mine;
      } else if (control.value !== mine && document.activeElement !== control) {
        control.value = mine;
      }
    }
    const last = this.#focused;
    if (last && !last.isConnected && document.activeElement === document.body)
      /** @type {HTMLElement | null} */ (this.form.querySelector(`[name="${CSS.escape(last.name)}"]`))?.focus();
  }

  // Sending

  /** @param {number} delay ms @param {boolean} [putsOff] also when something was to be sent earlier */
  #schedule(delay, putsOff = false) {
    const due = Date.now() + delay;
    // What failed is tried again in its own time; typing on neither hurries nor delays it.
    if (this.#timer && (this.#due <= due) && !(putsOff && !this.#failures)) return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = window.setTimeout(() => {
      this.#timer = 0;
      this.flush();
    }, delay);
  }

  /** @param {Field} field @returns {[string, string][]} */
  #valueOf(field) {
    const element = this.#element(field.name);
    return element ? valuesOf(element) : [];
  }

  /** @param {Field} field @param {number} sequence @returns {import('./send.js').Draft} */
  #draftOf(field, sequence) {
    return {
      value: this.#valueOf(field), state: 'given', baseVersion: Number(this.#element(field.name)?.dataset.draftVersion || 0), client: buffer.page, sequence,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone, reflection: this.form.dataset.draftReflection,
    };
  }

  /** @param {Field} field */
  #nextDraft(field) {
    const draft = this.#draftOf(field, this.#sequence += 2);
    this.#setHidden('sequence', String(this.#sequence + 2));
    return draft;
  }

  // With a number between the last save and the next: sent by another page, it comes after the one and never over the other.
  /** @param {string} name @returns {import('./buffer.js').Kept | null} */
  #keptOf(name) {
    const element = this.#element(name);
    if (!element) return null;
    return {
      entry: this.entry, field: name, draft: this.#draftOf(this.#field(name), this.#sequence + 1), lines: linesOf(element), text: onlyTextOf(element)?.name ?? null,
      address: this.form.dataset.draftAddress || location.pathname + location.search, at: Date.now(),
    };
  }

  /** @param {Field} field @returns {Promise<boolean>} whether other fields can be sent */
  async #send(field) {
    const written = field.sent = field.written;
    this.#underway = new AbortController();
    const answer = await put(this.entry, field.name, this.#nextDraft(field), this.isOpen, this.#underway);
    if (field.sent === written) field.sent = 0;
    switch (answer.kind) {
      case 'saved':
        this.#acknowledge(field, written, answer);
        return true;
      case 'conflict':
        this.#meet(field, answer);
        return true;
      case 'gone':
        this.#missed(field);
        return true;
      case 'refused':
        this.#failed({ words: answer.messages.join(' '), kept: answer.isForNow ? `${answer.messages.join(' ')} What you wrote is kept on this device.` : undefined });
        return !answer.isForNow;
      case 'locked':
        this.#failed(answer.isAway
          ? { words: 'You left this page, so what you wrote here is put away. Your words are still on this page and are saved once you ', link: { text: 'continue where you were', href: '/' } }
          : {
            words: 'Your space is locked. Your words are still on this page and are saved once you ', kept: 'Your space is locked. Your words are kept on this device and are saved once you ',
            link: { text: 'unlock in a new tab', href: '/unlock' },
          });
        return false;
      default:
        this.#failed({ words: 'Not saved: keep this page open. Trying again…', kept: 'Kept on this device, not yet saved. Trying again…' });
        return false;
    }
  }

  /** @param {Field} field @param {number} written @param {{ version: number, token?: string }} answer */
  #acknowledge(field, written, answer) {
    const element = this.#element(field.name);
    this.#failures = 0;
    this.#trouble = null;
    field.saved = written;
    field.since = Date.now();
    if (!field.isUnsaved) field.settle();
    document.dispatchEvent(new Event('draft-saved'));
    if (element) element.dataset.draftVersion = String(answer.version);
    this.#setHidden(`base.${field.name}`, String(answer.version));
    if (this.#elements().length === 1) this.#setHidden('base', String(answer.version));
    if (answer.token) {
      this.#begin(answer.token);
      document.dispatchEvent(new CustomEvent('draft-begun', { detail: answer.token }));
    }
    const address = this.form.dataset.draftAddress;
    if (address && answer.version > 0 && location.pathname !== address) {
      history.replaceState(history.state, '', address);
      this.form.setAttribute('action', address);
    }
    this.#savedAt = answer.version > 0 ? `Saved ${new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}` : '';
    this.#saveLine();
    const saved = /** @type {HTMLInputElement | null} */ (element?.querySelector('input[data-saved]'));
    if (saved) {
      saved.value = String(this.#sequence);
      saved.dispatchEvent(new Event('change', { bubbles: true }));
    }
  }

  // Now there is a space to save into.
  /** @param {string} token */
  #begin(token) {
    for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('input[name=__RequestVerificationToken]'))) input.value = token;
    this.form.dataset.draftOpen = 'true';
    this.#openBuffer();
  }

  /** @param {Trouble} trouble */
  #failed(trouble) {
    if (this.#isStopped) return;
    this.#failures++;
    this.#trouble = trouble;
    this.#saveLine();
    this.#schedule(Math.min(30_000, 1000 * 2 ** this.#failures));
  }

  async #openBuffer() {
    if (!await buffer.open(headers(true))) return;
    for (const field of this.#unsavedFields()) field.slot.keep();
  }

  // Two places at once

  /** @param {Field} field @param {{ version: number, stored: string[] }} conflict */
  #meet(field, conflict) {
    field.conflict = conflict;
    const element = this.#element(field.name);
    if (!element || this.#isStopped) return;
    const control = onlyTextOf(element);
    const section = showBoth(element, {
      said: 'This was changed in another place while you wrote here. Nothing is lost: the version that you do not keep stays under “Earlier versions”.',
      mine: linesOf(element),
      theirs: conflict.stored,
      choices: [
        { text: 'Keep mine', act: () => keepMine() },
        { text: 'Keep the other one', act: () => this.#keepTheirs(field, section) },
        ...(control ? [{ text: 'Keep both, one after the other', act: () => keepBoth() }] : []),
      ],
    });
    this.#saveLine();

    const keepMine = () => {
      section.remove();
      element.dataset.draftVersion = String(conflict.version);
      field.conflict = null;
      this.#schedule(0);
    };
    const keepBoth = () => {
      if (control) control.value = [control.value, ...conflict.stored].join('\n\n');
      control?.dispatchEvent(new Event('input', { bubbles: true }));
      keepMine();
    };
  }

  // Deleted in another place.
  /** @param {Field} field */
  #missed(field) {
    const element = this.#element(field.name);
    if (!element || this.#isStopped) return;
    field.conflict = { version: 0, stored: [] };
    offerNewEntry(element, 'What you write here belongs to something that was deleted meanwhile.', linesOf(element), () => {
      field.saved = field.written;
      field.settle();
      this.#saveLine();
      this.#tell();
    });
    this.#saveLine();
  }

  // Mine becomes an earlier version; then the page shows what stands there.
  /** @param {Field} field @param {Element} section */
  async #keepTheirs(field, section) {
    const answer = await put(this.entry, field.name, { ...this.#nextDraft(field), aside: true }, this.isOpen);
    if (answer.kind !== 'saved') {
      section.querySelector('p')?.replaceChildren('Your version could not be put among the earlier versions yet. Both are still here: try again in a moment.');
      return;
    }
    field.saved = field.written;
    field.settle();
    await field.slot.hurry(KEPT_WITHIN);
    this.#tell();
    location.reload();
  }

  // The saved line

  #onKept() {
    if (this.#trouble) this.#saveLineAfterQuiet();
    this.#tell();
  }

  #saveLineAfterQuiet() {
    this.status?.setAttribute('aria-busy', 'true');
    clearTimeout(this.#quiet);
    this.#quiet = window.setTimeout(() => this.#saveLine(), QUIET);
  }

  #saveLine() {
    const unsaved = this.#unsavedFields();
    if (!unsaved.length) this.#say(this.#savedAt);
    else if (unsaved.some(field => field.conflict)) this.#say('Not saved yet: choose what to keep.');
    else if (!this.#trouble) this.#say('Saving…', true);
    else this.#say((this.isKept && this.#trouble.kept) || this.#trouble.words, false, this.#trouble.link);
  }

  /** @param {string} words @param {boolean} [isBusy] only what is settled is spoken @param {{ text: string, href: string }} [link] */
  #say(words, isBusy = false, link) {
    if (!this.status) return;
    this.status.setAttribute('aria-busy', String(isBusy));
    if (link) {
      const anchor = Object.assign(document.createElement('a'), { href: link.href, target: '_blank', rel: 'noopener', textContent: link.text });
      if (this.status.textContent !== `${words}${link.text}.`) this.status.replaceChildren(words, anchor, '.');
    } else if (this.status.textContent !== words) {
      this.status.textContent = words;
    }
  }

  // The form's own post is the next save of this page; what is still under way can only come before it. What is not saved is kept first:
  // the post may fail, and a page that is loaded anew shows none of it. Once the post has arrived, the next page finds that it is the same save.
  /** @param {SubmitEvent} event */
  async #beforePost(event) {
    if (!this.#isPosting && (this.#isWaiting || (this.#sending && !this.isOpen) || (buffer.isOpen() && !this.isKept))) {
      event.preventDefault();
      if (this.#isWaiting) return;
      this.#isWaiting = true;
      // A save under way that is about to begin a visitor's space is waited for: without its cookie the post would begin a second one.
      if (this.#sending && !this.isOpen) await this.#sending;
      if (buffer.isOpen()) await this.keep(KEPT_WITHIN);
      this.#isWaiting = false;
      if (this.#isStopped) return;
      this.#isPosting = true;
      this.form.requestSubmit(/** @type {HTMLElement | null} */ (event.submitter));
      this.#isPosting = false;
      return;
    }

    clearTimeout(this.#timer);
    this.#timer = 0;
    // A form cannot carry it, and nobody types it.
    for (const control of this.#elements().flatMap(controlsOf)) if (!isChoice(control) && control.value.includes('\0')) control.value = control.value.replaceAll('\0', '');
    this.#posted = this.#unsavedFields();
    for (const field of this.#posted) field.saved = field.written;
    this.#tell();
    this.#setHidden('sequence', String(this.#sequence += 2));
    setTimeout(() => {
      this.takeBack();
      this.retry();
    }, LEFT_WITHIN);
  }
}
