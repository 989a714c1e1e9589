// Why saving does not work now, in the words of the saved line.

/** @typedef {{ words: string, kept?: string, link?: import('./saved-line.js').Link }} Trouble  kept: said instead where the words are on this device */

/** @param {import('./send.js').Answer} answer @returns {Trouble} */
export function troubleOf(answer) {
  if (answer.kind === 'refused') {
    const words = answer.messages.join(' ');
    return { words, kept: answer.isForNow ? `${words} What you wrote is kept on this device.` : undefined };
  }
  if (answer.kind === 'locked' && answer.isAway) {
    return {
      words: 'You left this page, so what you wrote here is put away. Your words are still on this page and are saved once you ',
      link: { text: 'continue where you were', href: '/' },
    };
  }
  if (answer.kind === 'locked') {
    return {
      words: 'Your space is locked. Your words are still on this page and are saved once you ',
      kept: 'Your space is locked. Your words are kept on this device and are saved once you ',
      link: { text: 'unlock in a new tab', href: '/unlock' },
    };
  }
  return { words: 'Not saved: keep this page open. Trying again…', kept: 'Kept on this device, not yet saved. Trying again…' };
}
