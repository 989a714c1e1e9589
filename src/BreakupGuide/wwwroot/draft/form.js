// One form whose fields are saved while somebody writes in them. What its attributes mean stands in ../draft.js.

import * as buffer from './buffer.js';
import { controlsOf, isChoice } from './controls.js';
import { Field } from './field.js';
import { OwnPost } from './own-post.js';
import { SavedLine } from './saved-line.js';
import { headers, outlivesPage, useToken } from './send.js';
import { Sending } from './sending.js';
import { Touched } from './touched.js';

const AFTER_LAST_KEY = 2000;     // ms, where words are kept on this device meanwhile …
const AT_LEAST_EVERY = 15_000;   // … and somebody goes on writing
const AFTER_FIRST_KEY = 2000;    // ms, where they are not
const AFTER_CHOICE = 150;        // ms after a click
const KEPT_WITHIN = 500;         // ms that may be waited for words to be kept

export class DraftForm {
  #sending = new Sending(this);
  #savedAt = '';
  /** @type {Map<string, Field>} */
  #fields = new Map();
  #line;
  /** @type {Touched} */
  #touched;
  #post;

  /** @param {HTMLFormElement} form @param {() => void} tell says that something changed about what is unsaved */
  constructor(form, tell) {
    this.form = form;
    this.entry = form.dataset.draft?.split('/').pop() ?? '';
    this.tell = tell;
    this.#line = new SavedLine(form.querySelector('[data-draft-status]'));
    this.#touched = new Touched(form);
    this.#post = new OwnPost(this, this.#sending);
    form.dataset.draftReady = '';
    this.setHidden('client', buffer.page);
    this.setHidden('sequence', '2');
    form.addEventListener('input', event => this.#onInput(event));
    form.addEventListener('change', event => this.#onInput(event));
    form.addEventListener('focusout', () => this.retry());
    new MutationObserver(() => this.#touched.putBack(this.controls())).observe(form, { childList: true, subtree: true });
    if (form.hasAttribute('data-draft-unsaved')) for (const element of this.#elements()) this.#mark(element, 0);
    for (const element of this.#elements()) if (this.#touched.catchUp(element)) this.#mark(element, AFTER_CHOICE);
    if (this.isOpen) this.#openBuffer();
  }

  /** The page was made with an open space, or has begun one. */
  get isOpen() { return this.form.dataset.draftOpen === 'true'; }

  get isUnsaved() { return this.unsavedFields().length > 0; }

  /** Nothing is unsaved but what is kept on this device. */
  get isKept() { return this.unsavedFields().every(field => field.slot.isKept); }

  get isTouched() { return !this.#touched.isEmpty; }

  get isStopped() { return this.#sending.isStopped; }

  /** Whether words would be lost if the page went away now: what is small still travels by itself. */
  get isAtRisk() {
    return !this.isStopped && this.unsavedFields()
      .some(field => !field.slot.isKept && (this.#sending.hasFailed || field.refused !== null || !outlivesPage(JSON.stringify(field.value))));
  }

  /** A field's words as another page kept them stand in this form: from now on they are this page's. @param {string} name @param {string} id */
  async takeOver(name, id) {
    const field = this.#field(name);
    await field.slot.hurry(KEPT_WITHIN);
    if (!field.isUnsaved || field.slot.isKept) await buffer.forget(id);
    else field.onceSaved(() => buffer.forget(id));
  }

  /** @param {string} name of a field @param {() => void} act */
  onceSaved(name, act) { this.#field(name).onceSaved(act); }

  /** What is not known to be saved, for sending it in one piece with the lock. */
  unsaved() { return this.unsavedFields().map(field => ({ entry: this.entry, field: field.name, draft: this.#sending.nextDraft(field) })); }

  /** Sends nothing any more, not even what is under way; what can be kept is kept at once. */
  stop() {
    this.#sending.stop();
    this.keep(0);
  }

  /** Counts as unsaved again what a post was to carry. */
  takeBack() { this.#post.takeBack(); }

  /** Takes over the token of a space that another page has begun. @param {string} token */
  join(token) {
    if (!this.isOpen) this.#begin(token);
    this.retry();
  }

  /** Sends again what is not saved. Whatever space was open has been locked meanwhile, so nothing may begin a new one. */
  resume() {
    this.#sending.isStopped = false;
    this.form.dataset.draftOpen = 'true';
    return this.flush();
  }

  retry() {
    if (this.isUnsaved) this.#sending.schedule(0);
  }

  /** Brings to this device at once what is not saved. @param {number} within ms */
  keep(within) { return Promise.all(this.unsavedFields().map(field => field.slot.hurry(within))); }

  /** Saves what is not saved; resolves to whether everything was acknowledged. @param {{ leaving?: boolean }} [options] */
  flush(options) { return this.#sending.flush(options); }

  // Fields and controls

  #elements() { return /** @type {HTMLElement[]} */ ([...this.form.querySelectorAll('[data-draft-field]')]); }

  controls() { return this.#elements().flatMap(controlsOf); }

  /** @param {string} name */
  #field(name) {
    let field = this.#fields.get(name);
    if (!field) this.#fields.set(name, field = new Field(this.form, this.entry, name, () => this.#sending.sequenceOfKept, () => this.#onKept()));
    return field;
  }

  unsavedFields() { return [...this.#fields.values()].filter(field => field.isUnsaved && field.element); }

  /** @param {string} name @param {string} value */
  setHidden(name, value) {
    const inputs = /** @type {NodeListOf<HTMLInputElement>} */ (this.form.querySelectorAll(`input[type=hidden][name="${CSS.escape(name)}"]`));
    for (const input of inputs) input.value = value;
  }

  /** @param {Event} event */
  #onInput(event) {
    const control = this.#touched.take(event);
    if (control) this.#mark(/** @type {HTMLElement} */ (control.closest('[data-draft-field]')), isChoice(control) ? AFTER_CHOICE : null);
  }

  /** @param {HTMLElement} element @param {number | null} delay ms; null: as for typing */
  #mark(element, delay) {
    const field = this.#field(element.dataset.draftField ?? '');
    field.write();
    this.#showNext();
    if (this.#sending.trouble) this.#line.afterQuiet(() => this.showSaved());
    else this.#line.say('Saving…', true);
    this.tell();
    if (delay !== null) this.#sending.schedule(delay);
    else if (buffer.isOpen()) this.#sending.schedule(Math.min(AFTER_LAST_KEY, field.since + AT_LEAST_EVERY - Date.now()), true);
    else this.#sending.schedule(AFTER_FIRST_KEY);
  }

  // What became of a field that was sent

  /** @param {Field} field @param {number} written @param {{ version: number, token?: string, next?: string }} answer */
  acknowledge(field, written, answer) {
    field.acknowledge(written);
    this.#showNext(answer.next);
    document.dispatchEvent(new Event('draft-saved'));
    this.#showVersion(field, answer.version);
    if (answer.token) {
      this.#begin(answer.token);
      document.dispatchEvent(new CustomEvent('draft-begun', { detail: answer.token }));
    }
    const address = this.form.dataset.draftAddress;
    if (address && answer.version > 0 && location.pathname !== address) {
      history.replaceState(history.state, '', address);
      this.form.setAttribute('action', address);
    }
    const time = new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    this.#savedAt = answer.version > 0 ? `Saved ${time}` : '';
    this.showSaved();
    field.tellIsland(String(this.#sending.sequenceOfKept));
  }

  // Only where it is known with all that stands here.
  /** @param {string} [next] */
  #showNext(next) {
    if (next && !this.isUnsaved) this.form.dataset.draftNext = next;
    else delete this.form.dataset.draftNext;
  }

  /** @param {Field} field @param {number} version */
  #showVersion(field, version) {
    if (field.element) field.element.dataset.draftVersion = String(version);
    this.setHidden(`base.${field.name}`, String(version));
    if (this.#elements().length === 1) this.setHidden('base', String(version));
  }

  /** @param {Field} field @param {number} written @param {string[]} messages */
  refuse(field, written, messages) {
    // Changed meanwhile: the next save tells.
    if (field.written === written) field.refuse(messages);
    this.showSaved();
  }

  // Now there is a space to save into.
  /** @param {string} token */
  #begin(token) {
    useToken(token);
    this.form.dataset.draftOpen = 'true';
    this.#openBuffer();
  }

  async #openBuffer() {
    if (!await buffer.open(headers(true))) return;
    for (const field of this.unsavedFields()) field.slot.keep();
  }

  #onKept() {
    if (this.#sending.trouble) this.#line.afterQuiet(() => this.showSaved());
    this.tell();
  }

  showSaved() {
    const unsaved = this.unsavedFields();
    const trouble = this.#sending.trouble;
    const refused = unsaved.flatMap(field => field.refused ?? []);
    if (!unsaved.length) this.#line.say(this.#savedAt);
    else if (unsaved.some(field => field.conflict)) this.#line.say('Not saved yet: choose what to keep.');
    else if (trouble) this.#line.say((this.isKept && trouble.kept) || trouble.words, false, trouble.link);
    else if (refused.length) this.#line.say([...new Set(refused)].join(' '));
    else this.#line.say('Saving…', true);
  }
}
