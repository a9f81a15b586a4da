/** One sender at a time among all tabs and the service worker, and how they tell each other of what changed. */

const lockName = 'greensleeve-reports';
const channelName = 'greensleeve-reports';
/** Tag of the background synchronisation. */
export const syncTag = 'reports';

/** Runs `work` unless another tab or the service worker does already; undefined then. */
export async function ifNobodyElse<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  // Pages without TLS have no locks, nor a service worker; the service takes each report only once anyway.
  if (!globalThis.navigator.locks) return work();
  return navigator.locks.request(lockName, { ifAvailable: true }, (lock) => (lock ? work() : undefined));
}

/** Tells the others that a kept report changed, and calls `onChange` when they do. */
export function openChannel(onChange: () => void): { tell(): void } {
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = onChange;
  return { tell: () => channel.postMessage('changed') };
}

/** Asks the browser to wake the service worker when the network is back, where it knows how. */
export async function askForSync(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.getRegistration();
  const sync = registration && 'sync' in registration ? (registration.sync as SyncManager) : null;
  // Refused in private windows and by people's settings: the page then sends by itself.
  await sync?.register(syncTag).catch((error: unknown) => {
    if (!(error instanceof DOMException)) throw error;
  });
}

/** Not in TypeScript's DOM: only some browsers have it. */
interface SyncManager {
  register(tag: string): Promise<void>;
}
