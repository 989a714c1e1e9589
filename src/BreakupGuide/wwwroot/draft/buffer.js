// Keeps words on this device until the server has them, so that a killed tab or a lock loses none. Only ciphertext is kept: the key
// comes from the open space, stays in this page's memory, and is the same again whenever the space is unlocked.
//
// IndexedDB “notes”, store “kept”: { id, page, day, nonce, sealed }. id and page are drawn by lot; what the words belong to is sealed with them.

/**
 * What is kept of one field.
 * @typedef {object} Kept
 * @property {string} entry
 * @property {string} field
 * @property {import('./send.js').Draft} draft
 * @property {string[]} lines     the same in words, for showing it
 * @property {string | null} text name of the only text area of the field
 * @property {string} address     where its form stands
 * @property {number} at          ms, when it was written
 */

const EVERY = 150;             // ms between two writes of a field
const LIVING = 2000;           // ms after which a page that holds its lock counts as alive
const FORGOTTEN_AFTER = 365;   // days; by then nobody comes back for it
const STEP = 1024;             // bytes; sizes tell little
const DAY = 86_400_000;

/** Names this page in its drafts and in the buffer. */
export const page = Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');

/** @type {CryptoKey | null} */
let key = null;
/** @type {Promise<boolean> | null} */
let opening = null;

const canKeep = isSecureContext && Boolean(globalThis.indexedDB) && Boolean(navigator.locks);

export const isOpen = () => key !== null;

/** Forgets the key: this page shows nothing any more. */
export function close() {
  key = opening = null;
}

/**
 * Fetches the key. Without a secure connection, a database in the browser or an open space there is no buffer.
 * @param {HeadersInit} headers @returns {Promise<boolean>} whether words can be kept now
 */
export async function open(headers) {
  if (!canKeep) return false;
  opening ??= fetchKey(headers);
  const isOpened = await opening;
  if (!isOpened) opening = null;
  return isOpened;
}

/** @param {HeadersInit} headers */
async function fetchKey(headers) {
  try {
    const response = await fetch('/drafts/key', { method: 'POST', headers, credentials: 'same-origin', cache: 'no-store' });
    if (!response.ok) return false;
    const bytes = new Uint8Array(await response.arrayBuffer());
    await database();
    key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
    bytes.fill(0);
    return true;
  } catch {
    return false;
  }
}

/** One field's place in the buffer: what stands in it last is written, not more often than now and then. */
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

  /** @param {() => Kept | null} take gives what is to be kept; null when there is nothing @param {() => void} onKept */
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
    if (key) this.#running ??= this.#write().finally(() => { this.#running = null; });
  }

  async #write() {
    try {
      while (this.#done !== this.#wanted) {
        const rest = this.#written + EVERY - performance.now();
        if (rest > 0 && !this.#isHurried) await Promise.race([pause(rest), new Promise(done => { this.#wake = () => done(undefined); })]);
        this.#isHurried = false;
        const wanted = this.#wanted;
        const kept = this.#isEmpty ? null : this.#take();
        if (kept) await write(this.#id, kept);
        else await remove(this.#id);
        this.#written = performance.now();
        this.#done = wanted;
        this.#onKept();
      }
    } catch {
      // The browser gives no room: isKept stays false, and the next key tries again.
    }
  }
}

/** Whether anything is kept that another page wrote; asked before there is a key. */
export async function hasLeft() {
  if (!canKeep) return false;
  try {
    return (await all()).some(record => record.page !== page);
  } catch {
    return false;
  }
}

/**
 * Hands over, one after the other, what pages left that are gone. A record stays until it is forgotten.
 * @param {(id: string, kept: Kept) => Promise<void>} take
 */
export async function eachLeft(take) {
  const today = Math.floor(Date.now() / DAY);
  for (const record of await all()) {
    if (record.page === page) continue;
    if (today - record.day > FORGOTTEN_AFTER) {
      await remove(record.id);
      continue;
    }
    if (!await unseal(record)) continue; // another space's
    try {
      // A page holds its lock as long as it lives. Whoever gets it has the words to itself, and reads anew whether they are still there.
      await navigator.locks.request(lockOf(record.page), { signal: AbortSignal.timeout(LIVING) }, async () => {
        const still = await get(record.id);
        const kept = still && await unseal(still);
        if (kept) await take(record.id, kept);
      });
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  }
}

/** @param {string} id */
export const forget = id => remove(id);

// This page's lock: held from the first kept word on, let go when the page goes.

/** @param {string} name */
const lockOf = name => `kept ${name}`;
/** @type {(() => void) | null} */
let letGo = null;
function hold() {
  if (letGo) return;
  navigator.locks.request(lockOf(page), () => new Promise(done => { letGo = () => { letGo = null; done(undefined); }; }));
  letGo ??= () => { };
}
addEventListener('pagehide', () => letGo?.());

// Sealing

/** @param {string} id @param {Kept} kept */
async function seal(id, kept) {
  const text = new TextEncoder().encode(JSON.stringify(kept));
  const padded = new Uint8Array(Math.ceil((text.length + 1) / STEP) * STEP).fill(0x20); // spaces mean nothing to JSON
  padded.set(text);
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  return { nonce, sealed: await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: bound(id) }, /** @type {CryptoKey} */ (key), padded) };
}

/** @param {any} record @returns {Promise<Kept | null>} null when it belongs to another space or is damaged */
async function unseal(record) {
  try {
    const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: record.nonce, additionalData: bound(record.id) }, /** @type {CryptoKey} */ (key), record.sealed);
    return JSON.parse(new TextDecoder().decode(text));
  } catch {
    return null;
  }
}

/** @param {string} id */
const bound = id => new TextEncoder().encode(`kept 1 ${id}`);

// IndexedDB

/** @type {Promise<IDBDatabase> | null} */
let opened = null;
function database() {
  return opened ??= new Promise((done, fail) => {
    const request = indexedDB.open('notes', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('kept', { keyPath: 'id' });
    request.onsuccess = () => done(request.result);
    request.onerror = () => {
      opened = null;
      fail(request.error);
    };
  });
}

/** @template T @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest<T>} act @returns {Promise<T>} */
async function inStore(mode, act) {
  const transaction = (await database()).transaction('kept', mode);
  const request = act(transaction.objectStore('kept'));
  return new Promise((done, fail) => {
    transaction.oncomplete = () => done(request.result);
    transaction.onabort = transaction.onerror = () => fail(transaction.error);
  });
}

/** @returns {Promise<any[]>} */
const all = () => inStore('readonly', store => store.getAll());
/** @param {string} id */
const get = id => inStore('readonly', store => store.get(id));
/** @param {string} id */
const remove = id => inStore('readwrite', store => store.delete(id));
/** @param {string} id @param {Kept} kept */
async function write(id, kept) {
  hold();
  const record = { id, page, day: Math.floor(Date.now() / DAY), ...await seal(id, kept) };
  await inStore('readwrite', store => store.put(record));
}

/** @param {number} milliseconds */
const pause = milliseconds => new Promise(done => { setTimeout(done, milliseconds); });
