/** Keeps reports on the phone and sees to their sending: at once, when the network is back, when the page is looked at again. */
import { askForSync, ifNobodyElse, openChannel } from '../offline/background-sync.ts';
import type { KeptReport } from './kept-report.ts';
import { createReportSender } from './report-sender.ts';
import { reportStore } from './report-store.ts';
import { hashOf, reportsApi } from './reports-api.ts';

interface KeptReports {
  /** Newest first; null until they have been read. */
  reports: readonly KeptReport[] | null;
  /** Somebody must sign in before what waits can go. */
  signedOut: boolean;
}

/** Somebody else holds the lock: look again so much later. */
const lookAgainMs = 3_000;

/** Otherwise the browser may clear what is kept when room gets short. Some ask the person, so nothing waits for the answer. */
async function askForRoom(): Promise<void> {
  if (await navigator.storage?.persisted?.()) return;
  await navigator.storage?.persist?.();
}

function createDelivery() {
  let state: KeptReports = { reports: null, signedOut: false };
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let again = false;

  const show = (change: Partial<KeptReports>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const reload = async (): Promise<void> => show({ reports: (await reportStore.all()).reverse() });
  const onChange = (): void => void reload();
  const channel = openChannel(onChange);
  const send = createReportSender({
    store: reportStore,
    api: reportsApi,
    now: Date.now,
    hash: hashOf,
    onChange() {
      channel.tell();
      onChange();
    },
  });

  const runOnce = async (atOnce: boolean): Promise<void> => {
    clearTimeout(timer);
    const outcome = await ifNobodyElse(() => send(atOnce));
    if (outcome) show({ signedOut: outcome.signedOut });
    const waitMs = outcome ? outcome.retryAtMs && Math.max(500, outcome.retryAtMs - Date.now()) : lookAgainMs;
    if (waitMs !== null) timer = setTimeout(() => void run(false), waitMs);
  };
  /** One after the other; what is asked for meanwhile is done afterwards. */
  const run = async (atOnce: boolean): Promise<void> => {
    if (running) {
      again ||= atOnce;
      return;
    }
    running = true;
    try {
      await runOnce(atOnce);
    } finally {
      running = false;
    }
    if (!again) return;
    again = false;
    await run(true);
  };
  const sendNow = (): void => void run(true);

  return {
    snapshot: (): KeptReports => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Begins to send whenever there is reason to; calls it off again. */
    start(): () => void {
      const onVisible = (): void => {
        if (document.visibilityState === 'visible') sendNow();
      };
      window.addEventListener('online', sendNow);
      document.addEventListener('visibilitychange', onVisible);
      void reload();
      sendNow();
      return () => {
        clearTimeout(timer);
        window.removeEventListener('online', sendNow);
        document.removeEventListener('visibilitychange', onVisible);
      };
    },
    sendNow,
    /** Keeps a report and sends it as soon as may be; resolves when it is kept. Rejects when the phone has no room. */
    async keep(report: KeptReport): Promise<void> {
      await reportStore.put(report);
      await reload();
      sendNow();
      void askForRoom();
      void askForSync();
    },
    async forget(id: string): Promise<void> {
      await reportStore.remove(id);
      channel.tell();
      await reload();
    },
    /** Takes a refused report up again as it is. */
    async retry(report: KeptReport): Promise<void> {
      await reportStore.put({ ...report, state: 'waiting', problem: null, tries: 0, notBefore: 0 });
      await reload();
      sendNow();
    },
  };
}

export const delivery = createDelivery();
