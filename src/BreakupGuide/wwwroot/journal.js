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

// The journal loads on as one goes down, at most so many pages at once: the end of the page has to be reachable. A press on “Show more” goes on.
const PAGES_AT_ONCE = 4;
const MOST_BROUGHT_BACK = 20;
const NEAR = 600; // px below the screen
let pages = 0; // loaded after the first
let ahead = PAGES_AT_ONCE;
let loading = null;

async function loadOn() {
  const more = document.querySelector('a[data-more]');
  const lines = document.querySelector('[data-lines]');
  if (!more || !lines || isCovered()) return null;
  const address = more.href;
  const response = await fetch(address, { headers: { 'Accept': 'text/html' } });
  const page = response.ok && !response.redirected ? new DOMParser().parseFromString(await response.text(), 'text/html') : null;
  const coming = page?.querySelector('[data-lines]');
  // Locked meanwhile, or the server has trouble: its own page says so.
  if (!coming) { location.assign(address); return null; }
  // The list may have become another one.
  if (!more.isConnected || more.href !== address) return null;
  const added = [...coming.querySelectorAll('li')];
  for (const month of [...coming.children]) {
    const last = lines.lastElementChild;
    if (last && last.querySelector('h2').id === month.querySelector('h2').id) last.querySelector('ol').append(...month.querySelectorAll('li'));
    else lines.append(month);
  }
  const next = page.querySelector('a[data-more]');
  if (next) more.href = next.href; else more.parentElement.remove();
  pages += 1;
  const count = document.querySelector('[data-count]');
  if (count) count.textContent = added.length === 1 ? 'One more entry' : `${added.length} more entries`;
  return added[0];
}

const load = () => loading ??= loadOn().catch(() => null).finally(() => { loading = null; });

addEventListener('scroll', () => {
  const more = document.querySelector('a[data-more]');
  if (!more || loading || ahead === 0 || more.getBoundingClientRect().top > innerHeight + NEAR) return;
  ahead -= 1;
  load();
}, { passive: true });

// Another search is another list.
document.addEventListener('submit', event => {
  if (event.target.matches('form[data-search]')) [pages, ahead] = [0, PAGES_AT_ONCE];
});

document.addEventListener('click', async event => {
  const more = event.target.closest?.('a[data-more]');
  if (!more || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  ahead = PAGES_AT_ONCE;
  const isByKey = event.detail === 0;
  const first = await load();
  // Whoever pressed a key goes on reading where the new ones begin.
  if (isByKey) first?.querySelector('a')?.focus();
});

// The way back leads to the place that one left.
addEventListener('pagehide', () => {
  if (document.querySelector('[data-lines]')) history.replaceState({ ...history.state, journal: { pages, top: scrollY } }, '');
});
const place = history.state?.journal;
if (place?.pages > 0 && document.querySelector('a[data-more]')) {
  (async () => {
    for (let i = 0; i < Math.min(place.pages, MOST_BROUGHT_BACK) && document.querySelector('a[data-more]'); i += 1) await load();
    scrollTo(0, place.top);
  })();
}

// Page up and page down turn the calendar's months.
document.addEventListener('keydown', event => {
  const way = { PageUp: 'prev', PageDown: 'next' }[event.key];
  if (way && event.target.closest?.('[data-calendar]')) {
    const link = document.querySelector(`[data-calendar] a[rel=${way}]`);
    if (link) { event.preventDefault(); link.click(); }
  }
});

// From here on the server shows every time in the zone of this browser.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone) document.cookie = `zone=${zone}; path=/; max-age=31536000; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`;

// The day it is for the person: theirs may end some hours after midnight.
const today = endsAt => new Date(Date.now() - Number(endsAt) * 3600000);

// On the first page it does not know it yet.
for (const day of document.querySelectorAll('[data-today-in-words]')) {
  day.textContent = today(day.dataset.todayInWords).toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
}

// The server does not know which day it is here; the date that waits in a new entry's form is put right before anybody writes.
for (const date of document.querySelectorAll('input[type=date][data-today]')) {
  const now = today(date.dataset.today);
  date.value = date.defaultValue = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(part => String(part).padStart(2, '0')).join('-');
}

// A download leaves the page where it is: what goes on is said there.
document.addEventListener('submit', event => {
  const line = event.target.querySelector?.('[data-under-way]');
  if (line) line.textContent = line.dataset.underWay;
});
