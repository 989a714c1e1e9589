// Keeps words on this device until the server has them, so that a killed tab or a lock loses none. This part knows whose they are: each page
// has a name, and holds a lock of that name as long as it lives. Only ciphertext is kept (sealed-store.js).

import { all, canKeep, get, remove, today, unseal, write } from './sealed-store.js';

export { close, isOpen, open } from './sealed-store.js';

/** @typedef {import('./sealed-store.js').Kept} Kept */

const LIVING = 2000;           // ms after which a page that holds its lock counts as alive
const FORGOTTEN_AFTER = 365;   // days; by then nobody comes back for it

/** Names this page in its drafts and in the buffer. */
export const page = Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');

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
  for (const record of await all()) {
    if (record.page === page) continue;
    if (today() - record.day > FORGOTTEN_AFTER) {
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

/** Keeps what this page wrote. @param {string} id @param {Kept} kept */
export async function keep(id, kept) {
  hold();
  await write(id, page, kept);
}

/** Keeps on what another page left, with what has become known of it. @param {string} id @param {Kept} kept */
export async function keepOn(id, kept) {
  const record = await get(id);
  if (record) await write(id, record.page, kept);
}

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
