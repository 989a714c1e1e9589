// Saves words while they are written. Words travel by HTTP; a circuit only draws.
//
// form[data-draft="/drafts/{entry}"]      the form; without this script it still posts by itself
//   data-draft-reflection="slug"          for a run: sent along, so that the first words can begin it
//   data-draft-address="/…"               address to take once the entry exists
//   data-draft-open="true"                a space was open when the page was made: then no session means "locked"
//   data-draft-unsaved                    the page shows words that were not stored (a form that came back with a message)
//   [data-draft-field="name"]             one field: all controls inside it are saved together
//     data-draft-version="3"              the version that the writer sees
//     input[data-saved]                   inside an island: set and "changed" after each acknowledgement, so that the island reads anew
//   [data-draft-status]                   the saved line (role=status)
//   input[name=client|sequence|base|base.{field}]   make the form's own post part of the same sequence of saves
//
// Nothing counts as saved before the server repeats the sequence. Island inputs are put back when a circuit redraws them.

const SAVE_AFTER = 2000;          // ms after the first unsaved key
const SAVE_CHOICE_AFTER = 150;    // ms after a click
const GIVE_UP_AFTER = 20000;      // ms for one request
const KEEPALIVE_LIMIT = 60 * 1024; // bytes; browsers refuse more in flight while leaving
const NOT_VALUES = new Set(['client', 'sequence', 'base', '_handler', '__RequestVerificationToken']);

const client = Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
const drafts = [];

/** Saves everything that is not saved yet. Resolves to true when all of it was acknowledged. */
export async function flush(options) {
  return (await Promise.all(drafts.map(draft => draft.flush(options)))).every(Boolean);
}

export const isDirty = () => drafts.some(draft => draft.isDirty());

/** What is not known to be saved, ready to be sent in one piece, and whether it belongs to a space that was open. */
export const unsaved = () => ({ words: drafts.flatMap(draft => draft.unsaved()), open: drafts.some(draft => draft.form.dataset.draftOpen === 'true') });

/** Sends nothing any more, not even what is under way: the words travel another way, or wait covered. */
export function stop() {
  isStopped = true;
  for (const draft of drafts) draft.stop();
}

/** Sends again what is not saved. Whatever space was open has been locked meanwhile, so nothing may begin a new one. */
export function resume() {
  isStopped = false;
  for (const draft of drafts) draft.form.dataset.draftOpen = 'true';
  return flush();
}

let isStopped = false;
let wasDirty = false;
// Says to the page's other scripts whether there is something to lose.
function tell() {
  if (isDirty() === wasDirty) return;
  wasDirty = !wasDirty;
  document.dispatchEvent(new CustomEvent('draft-unsaved', { detail: wasDirty }));
}

class Draft {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector('[data-draft-status]');
    this.sequence = 0;
    this.dirty = new Set();
    this.touched = new Map();       // control key → what the person last made of it
    this.timer = 0;
    this.failures = 0;
    this.sending = null;
    form.dataset.draftReady = '';
    this.setHidden('client', client);
    this.setHidden('sequence', '1');
    form.addEventListener('input', event => this.onInput(event));
    form.addEventListener('change', event => this.onInput(event));
    form.addEventListener('focusout', () => { if (this.dirty.size) this.schedule(0); });
    form.addEventListener('submit', event => this.beforePost(event));
    new MutationObserver(() => this.putBack()).observe(form, { childList: true, subtree: true });
    if (form.hasAttribute('data-draft-unsaved')) for (const field of this.fields()) this.markDirty(field, 0);
    this.catchUp();
  }

  isDirty() { return this.dirty.size > 0 || this.sending !== null; }
  fields() { return [...this.form.querySelectorAll('[data-draft-field]')]; }
  field(name) { return this.form.querySelector(`[data-draft-field="${CSS.escape(name)}"]`); }
  setHidden(name, value) { for (const input of this.form.querySelectorAll(`input[type=hidden][name="${CSS.escape(name)}"]`)) input.value = value; }

  // What was written or chosen before this script had arrived. (The forms switch off the browser's own filling in, which would look the same.)
  catchUp() {
    for (const field of this.fields()) {
      for (const control of controlsOf(field)) {
        const isChoice = control.type === 'radio' || control.type === 'checkbox';
        if (isChoice ? control.checked === control.defaultChecked : control.value === control.defaultValue) continue;
        this.touched.set(keyOf(control), isChoice ? control.checked : control.value);
        this.markDirty(field, SAVE_CHOICE_AFTER);
      }
    }
  }

  onInput(event) {
    const control = event.target;
    const field = control.closest('[data-draft-field]');
    if (!field || !isValue(control)) return;
    const isChoice = control.type === 'radio' || control.type === 'checkbox';
    if (isChoice && event.type === 'input') return;
    if (!isChoice && event.type === 'change' && this.touched.get(keyOf(control)) === control.value) return; // said by input already
    if (control.type === 'radio') for (const other of controlsOf(field)) if (other.name === control.name) this.touched.set(keyOf(other), other.checked);
    this.touched.set(keyOf(control), isChoice ? control.checked : control.value);
    this.markDirty(field, isChoice ? SAVE_CHOICE_AFTER : SAVE_AFTER);
  }

  markDirty(field, delay) {
    this.dirty.add(field.dataset.draftField);
    if (this.failures === 0) this.say('Saving…', true);
    tell();
    this.schedule(delay);
  }

  unsaved() {
    const names = new Set(this.sendingField ? [this.sendingField, ...this.dirty] : this.dirty);
    return [...names].map(name => this.field(name)).filter(Boolean)
      .map(field => ({ entry: this.form.dataset.draft.split('/').pop(), field: field.dataset.draftField, draft: this.bodyOf(field) }));
  }

  stop() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.underway?.abort();
  }

  schedule(delay) {
    const due = Date.now() + delay;
    if (this.timer && this.due <= due) return;
    clearTimeout(this.timer);
    this.due = due;
    this.timer = setTimeout(() => { this.timer = 0; this.flush(); }, delay);
  }

  // One request of a form at a time: the first may begin a visitor's space, which the next needs.
  async flush({ leaving = false } = {}) {
    const underway = this.sending;
    while (this.sending && !leaving) await this.sending;
    while (this.dirty.size) {
      if (isStopped) return false;
      const field = this.field([...this.dirty][0]);
      if (!field) { this.dirty.clear(); break; }
      this.dirty.delete(field.dataset.draftField);
      this.sendingField = field.dataset.draftField;
      this.sending = this.send(field);
      const isSaved = await this.sending;
      this.sending = this.sendingField = null;
      if (!isSaved) {
        this.dirty.add(field.dataset.draftField);
        return false;
      }
    }
    tell();
    return !leaving || !underway || await underway;
  }

  bodyOf(field) {
    const sequence = ++this.sequence;
    this.setHidden('sequence', String(sequence + 1));
    return {
      value: valuesOf(field), state: 'given', baseVersion: Number(field.dataset.draftVersion || 0), client, sequence,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone, reflection: this.form.dataset.draftReflection,
    };
  }

  async send(field) {
    const data = this.form.dataset;
    const draft = this.bodyOf(field);
    const body = JSON.stringify(draft);
    const underway = this.underway = new AbortController();
    const giveUp = setTimeout(() => underway.abort(), GIVE_UP_AFTER);
    const headers = { 'Content-Type': 'application/json', 'X-Form-Token': this.form.querySelector('input[name=__RequestVerificationToken]').value };
    if (data.draftOpen === 'true') headers['X-Open-Space'] = '1';
    let response, answer;
    try {
      response = await fetch(`${data.draft}/${encodeURIComponent(field.dataset.draftField)}`, {
        method: 'PUT', headers, body, credentials: 'same-origin', signal: underway.signal,
        keepalive: new Blob([body]).size < KEEPALIVE_LIMIT, // goes on when the page is left meanwhile
      });
      answer = response.headers.get('Content-Type')?.includes('json') ? await response.json() : {};
    } catch {
      return this.failed('Not saved: keep this page open. Trying again…');
    } finally {
      clearTimeout(giveUp);
    }
    if (response.status === 401 && answer.away) return this.failed('You left this page, so what you wrote here is put away. Your words are still on this page and are saved once you ', { text: 'continue where you were', href: '/' });
    if (response.status === 401) return this.failed('Your space is locked. Your words are still on this page and are saved once you ', { text: 'unlock in a new tab', href: '/unlock' });
    if (response.status === 409) return this.failed('This was changed in another place. Your words are still on this page: go on to see both.');
    if (answer.messages) return this.failed(answer.messages.join(' '));
    if (!response.ok || answer.sequence !== draft.sequence) return this.failed('Not saved: keep this page open. Trying again…');
    this.acknowledge(field, answer);
    return true;
  }

  acknowledge(field, answer) {
    this.failures = 0;
    document.dispatchEvent(new Event('draft-saved'));
    field.dataset.draftVersion = answer.version;
    this.setHidden(`base.${field.dataset.draftField}`, answer.version);
    if (this.fields().length === 1) this.setHidden('base', answer.version);
    if (answer.token) {
      for (const input of document.querySelectorAll('input[name=__RequestVerificationToken]')) input.value = answer.token;
      this.form.dataset.draftOpen = 'true';
    }
    const address = this.form.dataset.draftAddress;
    if (address && answer.version > 0 && location.pathname !== address) {
      history.replaceState(history.state, '', address);
      this.form.setAttribute('action', address);
    }
    if (!this.dirty.size) this.say(answer.version > 0 ? `Saved ${new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}` : '');
    const saved = field.querySelector('input[data-saved]');
    if (saved) {
      saved.value = answer.sequence;
      saved.dispatchEvent(new Event('change', { bubbles: true }));
    }
  }

  failed(sentence, link) {
    if (isStopped) return false;
    this.failures++;
    this.say(sentence, false, link);
    this.schedule(Math.min(30000, 1000 * 2 ** this.failures));
    return false;
  }

  say(sentence, busy = false, link = null) {
    if (!this.status) return;
    // Only what is settled is spoken; "Saving…" is for the eye.
    this.status.setAttribute('aria-busy', String(busy));
    if (link) {
      const anchor = Object.assign(document.createElement('a'), { href: link.href, target: '_blank', rel: 'noopener', textContent: link.text });
      this.status.replaceChildren(sentence, anchor, '.');
    } else if (this.status.textContent !== sentence) {
      this.status.textContent = sentence;
    }
  }

  // The form's own post is the next save of this page; what is still under way can only come before it.
  // Only where a save under way is about to begin a visitor's space does the post wait for it: without its cookie it would begin a second one.
  async beforePost(event) {
    if (this.sending && this.form.dataset.draftOpen !== 'true') {
      event.preventDefault();
      await this.sending;
      this.form.requestSubmit(event.submitter);
      return;
    }

    clearTimeout(this.timer);
    this.timer = 0;
    this.dirty.clear();
    tell();
    this.setHidden('sequence', String(++this.sequence));
  }

  // A circuit that starts draws its island anew, with what was stored; what the person did meanwhile goes back in.
  putBack() {
    for (const field of this.fields()) {
      for (const control of controlsOf(field)) {
        const mine = this.touched.get(keyOf(control));
        if (mine === undefined) continue;
        if (typeof mine === 'boolean') { if (control.checked !== mine) control.checked = mine; }
        else if (control.value !== mine && document.activeElement !== control) control.value = mine;
      }
    }
    const last = this.focused;
    if (last && !last.isConnected && document.activeElement === document.body) this.form.querySelector(`[name="${CSS.escape(last.name)}"]`)?.focus();
  }
}

const isValue = control => control.name && !control.disabled && !control.hasAttribute('data-saved') && !NOT_VALUES.has(control.name) && !control.name.startsWith('base.')
  && control.matches('input, textarea, select') && !['submit', 'button', 'reset'].includes(control.type);
const controlsOf = field => [...field.querySelectorAll('input, textarea, select')].filter(isValue);
const keyOf = control => control.type === 'radio' || control.type === 'checkbox' ? `${control.name}=${control.value}` : control.name;
const valuesOf = field => controlsOf(field)
  .filter(control => (control.type !== 'radio' && control.type !== 'checkbox') || control.checked)
  .map(control => [control.name, control.value.toWellFormed?.() ?? control.value]); // half an emoji would be refused

for (const form of document.querySelectorAll('form[data-draft]')) {
  const draft = new Draft(form);
  drafts.push(draft);
  form.addEventListener('focusin', event => { draft.focused = event.target; });
}

const leave = () => { if (isDirty()) flush({ leaving: true }); };
const retry = () => { for (const draft of drafts) if (draft.isDirty()) draft.schedule(0); };
document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') leave(); else retry(); });
addEventListener('pagehide', leave);
addEventListener('online', retry);
// A browser asks before it closes a page whose words could not be saved.
addEventListener('beforeunload', event => { if (!isStopped && drafts.some(draft => draft.isDirty() && draft.failures > 0)) event.preventDefault(); });
