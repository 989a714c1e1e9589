// Shows two versions of the same words side by side, in a place of the page, and asks which to keep. Takes no focus away.

import { page } from './buffer.js';
import { put } from './send.js';

/** @typedef {{ text: string, act: () => unknown }} Choice */

/**
 * @param {Element} place
 * @param {{ said: string, mine: string[], theirs?: string[] | null, choices: Choice[] }} shown
 */
export function showBoth(place, { said, mine, theirs, choices }) {
  const section = make('section', { className: 'choose notice-care' });
  section.setAttribute('aria-label', theirs ? 'Two versions' : 'Words that are not saved');
  const columns = make('div', { className: 'both' });
  columns.append(version('Written here', mine), ...(theirs ? [version('Saved in the other place', theirs)] : []));
  const buttons = make('p', { className: 'cluster' });
  for (const choice of choices) {
    const button = make('button', { type: 'button', className: 'button', textContent: choice.text });
    button.addEventListener('click', choice.act);
    buttons.append(button);
  }
  section.append(make('p', { textContent: said }), columns, buttons);
  place.querySelector(':scope > .choose')?.remove();
  place.append(section);
  // Nobody finds it in what is folded.
  place.closest('details')?.setAttribute('open', '');
  return section;
}

/**
 * Shows words that have no place any more, and makes a new journal entry of them where somebody wants that.
 * @param {Element} place @param {string} said @param {string[]} lines @param {() => unknown} onKept @param {Choice[]} [more]
 */
export function offerNewEntry(place, said, lines, onKept, more = []) {
  const entry = crypto.randomUUID();
  const section = showBoth(place, {
    said: `${said} Your words are still here.`,
    mine: lines,
    choices: [{ text: 'Keep them as a new entry', act: keep }, ...more],
  });
  async function keep() {
    const draft = {
      value: /** @type {[string, string][]} */ ([['words', lines.join('\n\n')]]),
      state: 'given',
      baseVersion: 0,
      client: page,
      sequence: 1,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    };
    const answer = await put(entry, 'words', draft, true);
    if (answer.kind !== 'saved') {
      section.querySelector('p')?.replaceChildren(answer.kind === 'refused'
        ? answer.messages.join(' ')
        : 'This could not be saved yet. Your words are still here: try again in a moment.');
      return;
    }
    await onKept();
    section.replaceChildren(
      make('p', { textContent: 'Your words are kept as a new entry. ' }),
      make('a', { href: `/journal/${entry}`, textContent: 'Go there' }),
    );
  }
  return section;
}

/** @param {string} name @param {string[]} lines */
function version(name, lines) {
  const words = make('div', { className: 'quote' });
  words.append(...(lines.length ? lines : ['(empty)']).map(line => make('p', { textContent: line })));
  const column = make('div', {});
  column.append(make('p', { className: 'both-name', textContent: name }), words);
  return column;
}

/** @template {keyof HTMLElementTagNameMap} T @param {T} name @param {Partial<HTMLElementTagNameMap[T]>} properties */
const make = (name, properties) => Object.assign(document.createElement(name), properties);
