// One field's place on this device: what stands in it last is written, not more often than now and then.

import { forget, isOpen, keep } from './buffer.js';

const EVERY = 150;             // ms between two writes of a field

export class Slot {
  #id = crypto.randomUUID();
  #take;
  #onKept;
  #isEmpty = true;
  #wanted = 0;      // counts what was asked for
  #done = 0;        // the last of it that is on the disk
  #written = 0;     // when, by performance.now()
  #isHurried = false;
  #wake = () => { };
  /** @type {Promise<void> | null} */
  #running = null;

  /** @param {() => import('./buffer.js').Kept | null} take gives what is to be kept; null when there is nothing @param {() => void} onKept */
  constructor(take, onKept) {
    this.#take = take;
    this.#onKept = onKept;
  }

  /** Whether the words as they stand now are on this device. */
  get isKept() { return !this.#isEmpty && this.#done === this.#wanted; }

  keep() {
    this.#isEmpty = false;
    this.#wanted++;
    this.#run();
  }

  /** The server has it, or it is not wanted any more. */
  drop() {
    if (this.#isEmpty) return;
    this.#isEmpty = true;
    this.#wanted++;
    this.#run();
  }

  /** Writes at once what waits. @param {number} within ms to wait for it at most @returns {Promise<unknown>} */
  hurry(within) {
    this.#isHurried = true;
    this.#wake();
    return Promise.race([this.#running, pause(within)]);
  }

  #run() {
    if (isOpen()) this.#running ??= this.#write().finally(() => { this.#running = null; });
  }

  async #write() {
    try {
      while (this.#done !== this.#wanted) {
        const rest = this.#written + EVERY - performance.now();
        if (rest > 0 && !this.#isHurried) await Promise.race([pause(rest), new Promise(done => { this.#wake = () => done(undefined); })]);
        this.#isHurried = false;
        const wanted = this.#wanted;
        const kept = this.#isEmpty ? null : this.#take();
        if (kept) await keep(this.#id, kept);
        else await forget(this.#id);
        this.#written = performance.now();
        this.#done = wanted;
        this.#onKept();
      }
    } catch {
      // The browser gives no room: isKept stays false, and the next key tries again.
    }
  }
}

/** @param {number} milliseconds */
const pause = milliseconds => new Promise(done => { setTimeout(done, milliseconds); });
