// The form's own post is the next save of its page; what is still under way can only come before it. What is not saved is kept first: the post
// may fail, and a page that is loaded anew shows none of it. Once the post has arrived, the next page finds that it is the same save. Where everything
// is saved and the server has said what comes next, “Continue” only goes there: one way to the server instead of two.

import { isOpen } from './buffer.js';
import { isChoice } from './controls.js';

const KEPT_WITHIN = 500;         // ms that it may wait for the last words to be kept
const LEFT_WITHIN = 15_000;      // ms after which a page that is still there was not left by it

export class OwnPost {
  #form;
  #sending;
  #isPosting = false;
  #isWaiting = false;
  /** @type {import('./field.js').Field[]} what it carries, as long as nobody knows what became of it */
  #carried = [];

  /** @param {import('./form.js').DraftForm} form @param {import('./sending.js').Sending} sending */
  constructor(form, sending) {
    this.#form = form;
    this.#sending = sending;
    form.form.addEventListener('submit', event => this.#before(event));
  }

  /** Counts as unsaved again what it was to carry. */
  takeBack() {
    for (const field of this.#carried.splice(0)) field.written++;
  }

  /** @param {SubmitEvent} event */
  async #before(event) {
    const next = event.submitter?.hasAttribute('data-draft-continue') && !this.#form.isUnsaved && this.#form.form.dataset.draftNext;
    if (next) {
      event.preventDefault();
      location.assign(next);
      return;
    }

    if (!this.#isPosting && (this.#isWaiting || !this.#isReady)) {
      event.preventDefault();
      if (this.#isWaiting) return;
      this.#isWaiting = true;
      if (!this.#form.isOpen) await this.#sending.underway;
      if (isOpen()) await this.#form.keep(KEPT_WITHIN);
      this.#isWaiting = false;
      if (this.#sending.isStopped) return;
      this.#isPosting = true;
      this.#form.form.requestSubmit(/** @type {HTMLElement | null} */ (event.submitter));
      this.#isPosting = false;
      return;
    }

    this.#handOver();
    setTimeout(() => {
      this.takeBack();
      this.#form.retry();
    }, LEFT_WITHIN);
  }

  // A save under way that is about to begin a visitor's space is waited for: without its cookie the post would begin a second one.
  get #isReady() { return (this.#form.isOpen || !this.#sending.underway) && (!isOpen() || this.#form.isKept); }

  // What it carries counts as saved until it is taken back.
  #handOver() {
    this.#sending.unschedule();
    // A form cannot carry it, and nobody types it.
    for (const control of this.#form.controls()) if (!isChoice(control) && control.value.includes('\0')) control.value = control.value.replaceAll('\0', '');
    this.#carried = this.#form.unsavedFields();
    for (const field of this.#carried) field.saved = field.written;
    this.#form.tell();
    this.#form.setHidden('sequence', String(this.#sending.nextSequence()));
  }
}
