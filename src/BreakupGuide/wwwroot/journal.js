// Small comforts of the journal's pages; all of them work without this script, too. Listeners stand on the document, since pages are swapped under it.

import { isCovered } from './cover.js';

const WAIT = 200; // ms after the last key until the search is sent
let timer = 0;

document.addEventListener('input', event => {
  const form = event.target.closest?.('form[data-search]');
  if (!form) return;
  clearTimeout(timer);
  // The client script looks at the button that was pressed, so there has to be one.
  timer = setTimeout(() => { if (form.isConnected && !isCovered()) form.requestSubmit(form.querySelector('button[type=submit]')); }, WAIT);
});

document.addEventListener('click', event => {
  if (event.target.closest?.('[data-print]')) print();
  const copy = event.target.closest?.('[data-copy]');
  if (copy) navigator.clipboard?.writeText(document.querySelector(copy.dataset.copy).innerText).then(() => { copy.textContent = 'Copied'; });
});

// From here on the server shows every time in the zone of this browser.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone) document.cookie = `zone=${zone}; path=/; max-age=31536000; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`;

// On the first page it does not know it yet.
for (const day of document.querySelectorAll('[data-today-in-words]')) {
  day.textContent = new Date().toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
}

// The server does not know which day it is here; the date that waits in a new entry's form is put right before anybody writes.
for (const date of document.querySelectorAll('input[type=date][data-today]')) {
  const now = new Date();
  date.value = date.defaultValue = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(part => String(part).padStart(2, '0')).join('-');
}
