/** Registers the service worker, and tells when the service has a newer version than the page that is open. */

/** The script that this page was started with; its name changes with every version. */
const ownScript = (): string =>
  document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.src.replace(location.origin, '') ?? '';

async function isOutdated(): Promise<boolean> {
  const response = await fetch('/', { cache: 'no-store' });
  if (!response.ok) return false;
  return !(await response.text()).includes(ownScript());
}

/** `onNewVersion` is called once a newer version has taken over behind an open page. */
export async function registerServiceWorker(onNewVersion: () => void): Promise<void> {
  // Only over TLS, or on the machine itself; the interface works without.
  if (!('serviceWorker' in navigator)) return;
  let isControlled = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    // The very first one takes over a page of its own version.
    if (!isControlled) {
      isControlled = true;
      return;
    }
    isOutdated().then(
      (outdated) => outdated && onNewVersion(),
      // Without network there is nothing to tell; the next opening of the page brings the new version anyway.
      () => undefined,
    );
  });
  const registration = await navigator.serviceWorker.register('/sw.js');
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') return;
    registration.update().catch((error: unknown) => {
      if (!(error instanceof TypeError)) throw error;
    });
  });
}
