// Words on their way to the server, and what became of them. The server's side of what both have agreed on is Drafts/DraftContract.cs.

/**
 * One field as the server takes it.
 * @typedef {object} Draft
 * @property {[string, string][]} value    names and values, as the browser's own form post would send them
 * @property {string} state
 * @property {number} baseVersion          version that the writer saw; 0 for none
 * @property {string} client               the page that writes
 * @property {number} sequence             grows with each save of that page; a repeated one changes nothing
 * @property {string} zone
 * @property {string} [reflection]         for a run: so that its first words can begin it
 * @property {boolean} [aside]             only kept as an earlier version
 */

/**
 * @typedef {{ kind: 'saved', version: number, isRepeat: boolean, token?: string, next?: string }
 *   | { kind: 'locked', isAway: boolean }
 *   | { kind: 'conflict', version: number, stored: string[] }
 *   | { kind: 'refused', messages: string[], isForNow: boolean, isInvalid: boolean }
 *   | { kind: 'gone' }
 *   | { kind: 'failed' }} Answer
 */

const GIVE_UP_AFTER = 20_000;             // ms for one request
const KEEPALIVE_LIMIT = 60 * 1024; // bytes; browsers refuse more in requests that outlive their page

/** @param {string} body */
export const outlivesPage = body => new Blob([body]).size < KEEPALIVE_LIMIT;

/** A form token of this page. */
export const token = () => /** @type {HTMLInputElement | null} */ (document.querySelector('input[name=__RequestVerificationToken]'))?.value ?? '';

/** Every form of this page takes over the token of a space that has been begun. @param {string} token */
export function useToken(token) {
  for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('input[name=__RequestVerificationToken]'))) input.value = token;
}

/** @param {boolean} isOpen the page was made with an open space: then no session means “locked” @param {string} [formToken] */
export const headers = (isOpen, formToken = token()) =>
  ({ 'Content-Type': 'application/json', 'X-Form-Token': formToken, ...(isOpen ? { 'X-Open-Space': '1' } : {}) });

/**
 * Sends one field. Nothing counts as saved before the server repeats the sequence.
 * @param {string} entry @param {string} field @param {Draft} draft @param {boolean} isOpen @param {AbortController} [underway]
 * @returns {Promise<Answer>}
 */
export async function put(entry, field, draft, isOpen, underway = new AbortController()) {
  const body = JSON.stringify(draft);
  const giveUp = setTimeout(() => underway.abort(), GIVE_UP_AFTER);
  let response, answer;
  try {
    response = await fetch(`/drafts/${entry}/${encodeURIComponent(field)}`, {
      method: 'PUT', headers: headers(isOpen), body, credentials: 'same-origin', signal: underway.signal, keepalive: outlivesPage(body),
    });
    answer = response.headers.get('Content-Type')?.includes('json') ? await response.json() : {};
  } catch {
    return { kind: 'failed' };
  } finally {
    clearTimeout(giveUp);
  }
  if (response.status === 401) return { kind: 'locked', isAway: Boolean(answer.away) };
  if (response.status === 404) return { kind: 'gone' };
  if (response.status === 409) return { kind: 'conflict', version: answer.version, stored: answer.stored };
  if (answer.messages) {
    const isForNow = response.status !== 400 && response.status !== 413;
    return { kind: 'refused', messages: answer.messages, isForNow, isInvalid: Boolean(answer.invalid) };
  }
  if (!response.ok || answer.sequence !== draft.sequence) return { kind: 'failed' };
  return { kind: 'saved', version: answer.version, isRepeat: Boolean(answer.repeated), token: answer.token ?? undefined, next: answer.next ?? undefined };
}
