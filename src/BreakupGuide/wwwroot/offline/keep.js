// Has guides and help kept on this device, once the page stands there. Where nothing may be kept any more, it sees to it that nothing is left.
// The server is asked each time: a page from the history may not know it yet, and one without this script may have been left.

import { forgetCopies, hasLeft } from '../cover.js';

const SCOPES = ['/guides', '/help'];
const workers = navigator.serviceWorker;

const loaded = () => document.readyState === 'complete' || new Promise(done => { addEventListener('load', done, { once: true }); });

async function keep() {
  await loaded();
  const { status } = await fetch('/offline.js', { method: 'HEAD' });
  if (status === 204) await forgetCopies();
  if (status !== 200 || navigator.connection?.saveData) return;
  for (const scope of SCOPES) if (!hasLeft()) await workers.register('/offline.js', { scope });
}

// Without https there are none; without a network there is nobody to ask.
if (workers && navigator.onLine) keep().catch(() => {});
