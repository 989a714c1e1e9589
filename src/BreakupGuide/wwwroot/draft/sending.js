// Sends the fields of one form that are not saved: each in its own time, one after the other, and again where the way to the server was closed.

import { meet, miss } from './conflict.js';
import { put } from './send.js';
import { troubleOf } from './trouble.js';

/** @typedef {import('./field.js').Field} Field */

const LONGEST_PAUSE = 30_000;    // ms between two tries

export class Sending {
  isStopped = false;
  /** @type {import('./trouble.js').Trouble | null} */
  trouble = null;
  #form;
  #sequence = 0;          // of the last save: even; what is kept in between has odd numbers
  #timer = 0;
  #due = 0;
  #failures = 0;
  /** @type {Promise<boolean> | null} */
  #sending = null;
  /** @type {AbortController | undefined} */
  #underway;

  /** @param {import('./form.js').DraftForm} form */
  constructor(form) {
    this.#form = form;
  }

  get hasFailed() { return this.#failures > 0; }

  /** Resolves once what is under way has been answered; null where nothing is. */
  get underway() { return this.#sending; }

  // With a number between the last save and the next: sent by another page, it comes after the one and never over the other.
  get sequenceOfKept() { return this.#sequence + 1; }

  nextSequence() { return this.#sequence += 2; }

  /** @param {Field} field */
  nextDraft(field) {
    const draft = field.draft(this.nextSequence());
    this.#form.setHidden('sequence', String(this.#sequence + 2));
    return draft;
  }

  /** @param {number} delay ms @param {boolean} [putsOff] also when something was to be sent earlier */
  schedule(delay, putsOff = false) {
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

  unschedule() {
    clearTimeout(this.#timer);
    this.#timer = 0;
  }

  /** Not even what is under way goes on. */
  stop() {
    this.isStopped = true;
    this.unschedule();
    this.#underway?.abort();
  }

  /**
   * One request of a form at a time: the first may begin a visitor's space, which the next needs.
   * @param {{ leaving?: boolean }} [options] leaving: the page may be gone in a moment, so nothing is waited for
   * @returns {Promise<boolean>} whether everything was acknowledged
   */
  async flush({ leaving = false } = {}) {
    if (leaving) this.#form.keep(0);
    while (this.#sending && !leaving) await this.#sending;
    // What is wrong with one field's words keeps the others from nothing; what is wrong with the way to the server does.
    for (const field of this.#form.unsavedFields()) {
      if (this.isStopped) return false;
      if (field.conflict || field.refused || field.sent === field.written) continue;
      const sending = this.#send(field);
      this.#sending = sending;
      const canGoOn = await sending;
      if (this.#sending === sending) this.#sending = null;
      if (!canGoOn) return false;
    }
    if (leaving && this.#sending) await this.#sending;
    this.#form.tell();
    return !this.#form.isUnsaved;
  }

  /** @param {Field} field @returns {Promise<boolean>} whether other fields can be sent */
  async #send(field) {
    const written = field.sent = field.written;
    this.#underway = new AbortController();
    const answer = await put(this.#form.entry, field.name, this.nextDraft(field), this.#form.isOpen, this.#underway);
    if (field.sent === written) field.sent = 0;
    switch (answer.kind) {
      case 'saved':
        this.#arrived();
        this.#form.acknowledge(field, written, answer);
        return true;
      case 'conflict':
        meet(this.#form, this, field, answer);
        return true;
      case 'gone':
        miss(this.#form, this, field);
        return true;
      case 'refused':
        if (!answer.isInvalid) break;
        this.#arrived();
        this.#form.refuse(field, written, answer.messages);
        return true;
    }
    this.#failed(troubleOf(answer));
    return answer.kind === 'refused' && !answer.isForNow;
  }

  #arrived() {
    this.#failures = 0;
    this.trouble = null;
  }

  /** @param {import('./trouble.js').Trouble} trouble */
  #failed(trouble) {
    if (this.isStopped) return;
    this.#failures++;
    this.trouble = trouble;
    this.#form.showSaved();
    this.schedule(Math.min(LONGEST_PAUSE, 1000 * 2 ** this.#failures));
  }
}
