// What is kept on this device, sealed: the browser's database and the key to it. The key comes from the open space, stays in this page's
// memory, and is the same again whenever the space is unlocked.
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
 * @property {boolean} [isOnlyChosen] no word of it was written
 * @property {string} address     where its form stands
 * @property {number} at          ms, when it was written
 * @property {string[]} [refused] why the server will not have it as it is
 */

const STEP = 1024;             // bytes; sizes tell little
const DAY = 86_400_000;

/** @type {CryptoKey | null} */
let key = null;
/** @type {Promise<boolean> | null} */
let opening = null;

export const canKeep = isSecureContext && Boolean(globalThis.indexedDB) && Boolean(navigator.locks);

export const isOpen = () => key !== null;

export const today = () => Math.floor(Date.now() / DAY);

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

// Sealing

/** @param {string} id @param {Kept} kept */
async function seal(id, kept) {
  const text = new TextEncoder().encode(JSON.stringify(kept));
  const padded = new Uint8Array(Math.ceil((text.length + 1) / STEP) * STEP).fill(0x20); // spaces mean nothing to JSON
  padded.set(text);
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  return { nonce, sealed: await crypto.subtle.encrypt(sealing(id, nonce), /** @type {CryptoKey} */ (key), padded) };
}

/** @param {any} record @returns {Promise<Kept | null>} null when it belongs to another space or is damaged */
export async function unseal(record) {
  try {
    const text = await crypto.subtle.decrypt(sealing(record.id, record.nonce), /** @type {CryptoKey} */ (key), record.sealed);
    return JSON.parse(new TextDecoder().decode(text));
  } catch {
    return null;
  }
}

/** @param {string} id that it is bound to @param {BufferSource} nonce */
const sealing = (id, nonce) => ({ name: 'AES-GCM', iv: nonce, additionalData: new TextEncoder().encode(`kept 1 ${id}`) });

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
export const all = () => inStore('readonly', store => store.getAll());
/** @param {string} id */
export const get = id => inStore('readonly', store => store.get(id));
/** @param {string} id */
export const remove = id => inStore('readwrite', store => store.delete(id));
/** @param {string} id @param {string} page that wrote it @param {Kept} kept */
export async function write(id, page, kept) {
  const record = { id, page, day: today(), ...await seal(id, kept) };
  await inStore('readwrite', store => store.put(record));
}
