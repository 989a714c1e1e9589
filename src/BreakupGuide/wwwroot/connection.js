// How the page's circuit connects, and what is done when the connection is lost.
// The page is never loaded again by itself: words that are not saved yet may stand on it.
const KEPT_WITHIN = 500; // ms
const WEB_SOCKETS = 1; // as the client script numbers them
const bar = () => document.getElementById('components-reconnect-modal');
const is = (state) => bar()?.classList.contains(`components-reconnect-${state}`);
const turnTo = (state) => { if (bar()) bar().className = `reconnect no-print components-reconnect-${state}`; };

// One request that becomes the connection: nothing is negotiated that the next request would have to find on the same server. Where web sockets
// do not pass, forms post.
const bySocket = (connection) => connection.withUrl('_blazor', { skipNegotiation: true, transport: WEB_SOCKETS });
// A circuit draws its islands anew: what somebody chose before it started must be known to the script that puts it back.
if (document.querySelector('form[data-draft]')) await import('./draft.js').catch(() => {});
globalThis.Blazor?.start({ circuit: { configureSignalR: bySocket } });

// Each try to connect that fails shows the words for a circuit that has stopped. The bar hides them while it says what is the matter; connected
// again, they are not true.
bar()?.addEventListener('components-reconnect-state-changed', ({ detail }) => {
  if (detail.state === 'hide') document.getElementById('blazor-error-ui').style.display = '';
});

async function retry() {
  try {
    // False: the server answers but no longer knows this page's circuit.
    if (!await Blazor.reconnect()) turnTo('rejected');
  } catch {
    turnTo('failed');
  }
}

// Only when no word can be lost by it.
async function reload(button) {
  const writing = document.querySelector('form[data-draft]') ? await import('./draft.js') : null;
  if (!writing?.isDirty() || await writing.flush() || await writing.keep(KEPT_WITHIN)) location.reload();
  else button.parentElement.querySelector('[data-reconnect-said]').textContent =
    'Some words on this page are not saved yet. It is tried again by itself; keep the page open.';
}

document.addEventListener('click', (event) => {
  const wanted = event.target.closest?.('[data-reconnect]')?.dataset.reconnect;
  if (wanted === 'retry') retry();
  if (wanted === 'reload') reload(event.target);
});
document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible' && is('failed')) retry(); });
addEventListener('online', () => { if (is('failed')) retry(); });
