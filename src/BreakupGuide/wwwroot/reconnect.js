// The page is never loaded again by itself: words that are not saved yet may stand on it.
const bar = () => document.getElementById('components-reconnect-modal');
const is = (state) => bar()?.classList.contains(`components-reconnect-${state}`);
const turnTo = (state) => { if (bar()) bar().className = `reconnect no-print components-reconnect-${state}`; };

async function retry() {
  try {
    // False: the server answers but no longer knows this page's circuit.
    if (!await Blazor.reconnect()) turnTo('rejected');
  } catch {
    turnTo('failed');
  }
}

document.addEventListener('click', (event) => {
  const wanted = event.target.closest?.('[data-reconnect]')?.dataset.reconnect;
  if (wanted === 'retry') retry();
  if (wanted === 'reload') location.reload();
});
document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible' && is('failed')) retry(); });
addEventListener('online', () => { if (is('failed')) retry(); });
