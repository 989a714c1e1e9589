// Reads the controls of a field as the browser's own form post would send them, and as a person would read them.

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */

const NOT_VALUES = new Set(['client', 'sequence', 'base', '_handler', '__RequestVerificationToken']);
const BUTTONS = ['submit', 'button', 'reset'];

/** Whether this is a control of the person's, not one of the form's own. @param {Element} element @returns {element is Control} */
export function isValue(element) {
  if (!element.matches('input, textarea, select') || element.hasAttribute('data-saved')) return false;
  const control = /** @type {Control} */ (element);
  return control.name !== '' && !control.disabled && !NOT_VALUES.has(control.name) && !control.name.startsWith('base.') && !BUTTONS.includes(control.type);
}

/** @param {Control} control @returns {control is HTMLInputElement} */
export const isChoice = control => control.type === 'radio' || control.type === 'checkbox';

/** @param {Element} field @returns {Control[]} */
export const controlsOf = field => [...field.querySelectorAll('input, textarea, select')].filter(isValue);

/** What tells a control from the others of its form, also after an island has drawn it anew. @param {Control} control */
export const keyOf = control => isChoice(control) ? `${control.name}=${control.value}` : control.name;

/** Names and values; half an emoji would be refused, so it is mended. @param {Element} field @returns {[string, string][]} */
export const valuesOf = field => controlsOf(field)
  .filter(control => !isChoice(control) || control.checked)
  .map(control => [control.name, control.value.toWellFormed?.() ?? control.value]);

/**
 * What goes along with every field of a form, since whichever is saved first makes the entry.
 * @param {HTMLElement} form @param {Element} field @returns {[string, string][]}
 */
export const valuesAlong = (form, field) => [...form.querySelectorAll('[data-draft-along]')].filter(isValue)
  .filter(control => !field.contains(control) && (!isChoice(control) || control.checked))
  .map(control => [control.name, control.value]);

/** The one text area of a field that has no other control to choose or write in; null where there are several. @param {Element} field */
export function onlyTextOf(field) {
  const controls = controlsOf(field).filter(control => control.type !== 'hidden');
  return controls.length === 1 && controls[0].matches('textarea:not(.row)') ? controls[0] : null;
}

/** Nothing in it was written: all of it was chosen, from a list or a calendar. @param {Element} field */
export const isOnlyChosen = field => !controlsOf(field).some(control => control.type === 'textarea' || control.type === 'text');

/** What stands in a field, in words. @param {Element} field @returns {string[]} */
export const linesOf = field => controlsOf(field)
  .filter(control => control.type !== 'hidden' && (isChoice(control) ? control.checked : control.value.trim()))
  .map(control => {
    const group = control.closest('fieldset fieldset')?.querySelector('legend')?.textContent.trim();
    const words = isChoice(control) ? labelOf(control)
      : control instanceof HTMLSelectElement ? `${labelOf(control)}: ${control.selectedOptions[0]?.textContent.trim()}`
      : control.value;
    return group ? `${group}: ${words}` : words;
  });

/** @param {Control} control */
const labelOf = control => control.labels?.[0]?.textContent.trim() ?? control.value;
