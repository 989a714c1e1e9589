// On every page of an open space: words that an earlier page kept on this device and that never reached the server are sent now.
// Words are shown only when somebody asks for them: this may be any page, and any hour.
//
// [data-brought-back]       aria-live: what became of them; no role=status, which is the saved line's

import * as buffer from './buffer.js';
import { offerNewEntry, showBoth } from './both.js';
import { headers, put } from './send.js';

const place = document.querySelector('[data-brought-back]');
const client = crypto.randomUUID(); // apart from the page's own: their numbers do not know of each other
let sequence = 0;
let isLooking = false;

async function look() {
  // Gone from the page: it is held under its cover.
  if (!place?.isConnected || isLooking) return;
  isLooking = true;
  try {
    if (await buffer.hasLeft() && await buffer.open(headers(true))) await buffer.eachLeft(bringBack);
  } finally {
    isLooking = false;
  }
}

/** @typedef {import('./buffer.js').Kept} Kept */
/** @typedef {import('./form.js').DraftForm} DraftForm */

/** @param {string} id @param {Kept} kept */
async function bringBack(id, kept) {
  const form = await formOf(kept);
  // A form that came back with a message shows these words already.
  if (form?.form.hasAttribute('data-draft-unsaved')) {
    await form.takeOver(kept.field, id);
    return;
  }
  if (kept.refused) {
    await remind(id, kept, kept.refused, form);
    return;
  }
  const answer = await put(kept.entry, kept.field, kept.draft, true);
  switch (answer.kind) {
    case 'saved':
      if (answer.isRepeat || answer.version === 0) await arrivedBefore(id, kept, answer.version, form);
      else await done(id, kept, 'What you wrote here {at} had not been saved. It is saved now.');
      break;
    case 'conflict':
      say(id, kept, 'What you wrote {at} had not been saved, and there is a newer version now. Both are kept.', () => ask(id, kept, answer));
      break;
    case 'gone':
      say(id, kept, 'What you wrote {at} had not been saved, and what it belongs to was deleted meanwhile.',
        () => offer(id, kept, 'What it belongs to was deleted meanwhile.'));
      break;
    case 'refused':
      if (answer.isInvalid) {
        await buffer.keepOn(id, { ...kept, refused: answer.messages });
        await remind(id, kept, answer.messages, form);
      } else if (!answer.isForNow) {
        say(id, kept, 'What you wrote {at} could not be saved.', () => offer(id, kept, answer.messages.join(' ')));
      }
  }
  // Anything else passes: it stays on this device, and the next page tries again.
}

/** @param {Kept} kept @returns {Promise<DraftForm | null>} the form of its entry, where this page has it */
async function formOf(kept) {
  return document.querySelector('form[data-draft]') ? (await import('../draft.js')).formOf(kept.entry) ?? null : null;
}

/** @param {DraftForm | null} form @param {Kept} kept @returns {HTMLElement | null} */
const fieldOf = (form, kept) => form?.form.querySelector(`[data-draft-field="${CSS.escape(kept.field)}"]`) ?? null;

/** @param {HTMLElement} element of a field */
const versionIn = element => Number(element.dataset.draftVersion || 0);

// By their form's own post, mostly: there is nothing to tell. Only a page that was drawn before they arrived shows older ones.
/** @param {string} id @param {Kept} kept @param {number} version @param {DraftForm | null} form */
async function arrivedBefore(id, kept, version, form) {
  await buffer.forget(id);
  const element = fieldOf(form, kept);
  if (form && element && !form.isTouched && versionIn(element) < version) location.reload();
}

// What the server will not have as it is was said where it was written, and is not sent again. Only its own form speaks of it, until a good
// value is saved there. Words that never had a place are spoken of everywhere: nothing else leads to them.
/** @param {string} id @param {Kept} kept @param {string[]} messages @param {DraftForm | null} form */
async function remind(id, kept, messages, form) {
  const element = fieldOf(form, kept);
  if (element && versionIn(element) > kept.draft.baseVersion) {
    await buffer.forget(id);
    return;
  }
  const hasNoPlace = kept.text !== null && kept.draft.baseVersion === 0;
  if (!element && !hasNoPlace) return;
  say(id, kept, 'What you wrote {at} could not be saved.', () => offer(id, kept, messages.join(' ')));
  form?.onceSaved(kept.field, () => {
    buffer.forget(id);
    lineOf(id).remove();
  });
}

/** @param {string} id @param {Kept} kept @param {string} sentence */
async function done(id, kept, sentence) {
  await buffer.forget(id);
  const form = await formOf(kept);
  // The page was drawn without these words. Where somebody has begun to write again, the two meet when that is saved.
  if (form && !form.isTouched && fieldOf(form, kept)) location.reload();
  // One line for all fields of an entry.
  else if (!told.has(kept.entry) || lines.has(id)) say(id, kept, sentence);
  told.add(kept.entry);
}

/** @param {string} id @param {Kept} kept @param {{ version: number, stored: string[] }} conflict */
function ask(id, kept, conflict) {
  const save = async (/** @type {Partial<import('./send.js').Draft>} */ change) => {
    const draft = { ...kept.draft, client, sequence: ++sequence, baseVersion: conflict.version, ...change };
    const answer = await put(kept.entry, kept.field, draft, true);
    if (answer.kind === 'saved') await done(id, kept, 'Done. The other version stays under “Earlier versions”.');
    else if (answer.kind === 'conflict') ask(id, kept, answer);
    else shown.querySelector('p')?.replaceChildren('This could not be saved yet. Both are still here: try again in a moment.');
  };
  const joined = () => kept.draft.value
    .map(([name, value]) => /** @type {[string, string]} */ ([name, name === kept.text ? [value, ...conflict.stored].join('\n\n') : value]));
  const both = kept.text && conflict.stored.length ? { text: 'Keep both, one after the other', act: () => save({ value: joined() }) } : null;
  const shown = showBoth(lineOf(id), {
    said: 'The version that you do not keep stays under “Earlier versions”.',
    mine: kept.lines,
    theirs: conflict.stored,
    choices: [{ text: 'Keep mine', act: () => save({}) }, { text: 'Keep the other one', act: () => save({ aside: true }) }, ...(both ? [both] : [])],
  });
}

/** @param {string} id @param {Kept} kept @param {string} why */
function offer(id, kept, why) {
  const throwAway = { text: 'Throw them away', act: sure };
  // A date or a choice is no entry.
  if (kept.isOnlyChosen) showBoth(lineOf(id), { said: why, mine: kept.lines, choices: [throwAway] });
  else offerNewEntry(lineOf(id), why, kept.lines, () => buffer.forget(id), [throwAway]);

  function sure() {
    const gone = async () => {
      await buffer.forget(id);
      lineOf(id).remove();
    };
    showBoth(lineOf(id), {
      said: 'They are gone for good then.',
      mine: kept.lines,
      choices: [{ text: 'Yes, throw them away', act: gone }, { text: 'Keep them', act: () => offer(id, kept, why) }],
    });
  }
}

// What is said of one field's words: a line in the place, with a button where there is more to see.

/** @type {Map<string, HTMLElement>} */
const lines = new Map();
/** @type {Set<string>} entries of which it was said that they are saved now */
const told = new Set();

/** @param {string} id */
function lineOf(id) {
  let line = lines.get(id);
  if (!line) lines.set(id, line = Object.assign(document.createElement('div'), { className: 'notice' }));
  return line;
}

/** @param {string} id @param {Kept} kept @param {string} sentence @param {() => unknown} [look] */
function say(id, kept, sentence, look) {
  const line = lineOf(id);
  const words = Object.assign(document.createElement('p'), { textContent: `${sentence.replace('{at}', when(kept.at))} ` });
  if (look) {
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'button', textContent: 'Show what I wrote' });
    button.addEventListener('click', () => {
      button.remove();
      look();
    });
    words.append(button);
  } else {
    words.append(Object.assign(document.createElement('a'), { href: kept.address, textContent: 'Go there' }));
  }
  line.replaceChildren(words);
  place?.append(line);
}

/** @param {number} at */
function when(at) {
  const time = new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  if (new Date(at).toDateString() === new Date().toDateString()) return `at ${time}`;
  return `on ${new Date(at).toLocaleDateString([], { day: 'numeric', month: 'long' })} at ${time}`;
}

look();
addEventListener('online', look);
document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') look(); });
