// The line under a form that says whether everything is saved.

const QUIET = 400;               // ms without a key after which it tells of trouble

/** @typedef {{ text: string, href: string }} Link */

export class SavedLine {
  #status;
  #quiet = 0;

  /** @param {Element | null} status */
  constructor(status) {
    this.#status = status;
  }

  /** @param {() => void} say */
  afterQuiet(say) {
    this.#status?.setAttribute('aria-busy', 'true');
    clearTimeout(this.#quiet);
    this.#quiet = window.setTimeout(say, QUIET);
  }

  /** @param {string} words @param {boolean} [isBusy] only what is settled is spoken @param {Link} [link] */
  say(words, isBusy = false, link) {
    if (!this.#status) return;
    this.#status.setAttribute('aria-busy', String(isBusy));
    if (link) {
      const anchor = Object.assign(document.createElement('a'), { href: link.href, target: '_blank', rel: 'noopener', textContent: link.text });
      if (this.#status.textContent !== `${words}${link.text}.`) this.#status.replaceChildren(words, anchor, '.');
    } else if (this.#status.textContent !== words) {
      this.#status.textContent = words;
    }
  }
}
