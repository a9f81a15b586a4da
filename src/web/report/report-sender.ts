/** Sends what the phone keeps: each report once, in pieces that go on where they broke off, the oldest first. */
import type { Upload } from '../../volunteer-reports/volunteer-reports.schemas.ts';
import { ApiProblem, isPassing, isSignedOut } from '../api/client.ts';
import type { KeptReport } from './kept-report.ts';
import type { ReportStore } from './report-store.ts';

/** What the sender asks of the service; throws what src/web/api/client.ts throws. */
export interface ReportsApi {
  /** Whose session it is; null when nobody is signed in. */
  person(): Promise<number | null>;
  uploaded(id: string): Promise<Upload>;
  upload(id: string, from: number, piece: Blob, total: number): Promise<Upload>;
  report(body: Record<string, unknown>): Promise<unknown>;
}

export interface SenderDeps {
  store: ReportStore;
  api: ReportsApi;
  now(): number;
  /** SHA-256 in hex; null where the browser can't (pages without TLS). */
  hash(photo: Blob): Promise<string | null>;
  /** Told of each step, to show it. */
  onChange(): void;
}

/** `retryAtMs`: when something that waits is due (null: nothing is); `signedOut`: somebody must sign in first. */
export interface SendOutcome {
  retryAtMs: number | null;
  signedOut: boolean;
}

const pieceBytes = 64 * 1024;
const firstWaitMs = 2_000;
const longestWaitMs = 300_000;
/** Reports that went are shown for a day. */
const showSentMs = 86_400_000;

/** Milliseconds to wait after so many tries that came to nothing. */
export function waitAfter(tries: number): number {
  return Math.min(longestWaitMs, firstWaitMs * 2 ** Math.max(0, tries - 1));
}

/** The pieces disagree, or the photograph came damaged: ask what is there and go on from it. */
const isMended = (error: unknown): boolean =>
  error instanceof ApiProblem && (error.code === 'upload_elsewhere' || error.code === 'photo_damaged');

export function createReportSender({ store, api, now, hash, onChange }: SenderDeps) {
  const change = async (report: KeptReport, to: Partial<KeptReport>): Promise<void> => {
    Object.assign(report, to);
    await store.put(report);
    onChange();
  };

  const uploadRest = async (report: KeptReport, photo: Blob, received: number): Promise<boolean> => {
    for (let from = received; from < photo.size; ) {
      const { receivedBytes, isReported } = await api.upload(
        report.id,
        from,
        photo.slice(from, from + pieceBytes),
        photo.size,
      );
      if (isReported) return true;
      from = receivedBytes;
      await change(report, { sentBytes: from });
    }
    return false;
  };

  /** Asks first: the answer to an earlier try may have been lost. */
  const deliver = async (report: KeptReport, photo: Blob): Promise<void> => {
    const { receivedBytes, isReported } = await api.uploaded(report.id);
    if (isReported || (await uploadRest(report, photo, receivedBytes))) return;
    const { id, suspected, note, capturedAt } = report;
    const { code, stationId, binId } = report.place;
    const sha256 = await hash(photo);
    await api.report({
      id,
      ...(code === null ? { stationId } : { code }),
      ...(binId === null ? {} : { binId }),
      ...(suspected === null ? {} : { suspected }),
      ...(note === '' ? {} : { note }),
      capturedAt,
      ...(sha256 === null ? {} : { sha256 }),
    });
  };

  const putOff = (report: KeptReport, error: unknown): Promise<void> => {
    const tries = report.tries + 1;
    const asked = error instanceof ApiProblem && error.retryAfterS !== null ? error.retryAfterS * 1_000 : 0;
    return change(report, { state: 'waiting', tries, notBefore: now() + Math.max(asked, waitAfter(tries)) });
  };

  /** False: the network, or the session, is away; the others need not be tried. */
  const send = async (report: KeptReport): Promise<boolean> => {
    const { photo } = report;
    if (photo === null) return true;
    await change(report, { state: 'sending', problem: null });
    try {
      await deliver(report, photo).catch((error: unknown) => {
        if (!isMended(error)) throw error;
        return deliver(report, photo);
      });
      await change(report, { state: 'sent', photo: null, sentBytes: report.photoBytes, sentAt: now(), tries: 0 });
      return true;
    } catch (error) {
      if (isPassing(error) || isSignedOut(error) || isMended(error)) {
        await putOff(report, error);
        return isMended(error);
      }
      if (!(error instanceof ApiProblem)) throw error;
      await change(report, { state: 'refused', problem: { code: error.code, detail: error.detail } });
      return true;
    }
  };

  /** The network is away for this one too. */
  const holdBack = async (report: KeptReport, until: number): Promise<void> => {
    if (report.notBefore < until) await change(report, { notBefore: until });
  };

  const forgetSent = async (reports: KeptReport[]): Promise<void> => {
    const old = reports.filter(({ state, sentAt }) => state === 'sent' && (sentAt ?? 0) < now() - showSentMs);
    for (const { id } of old) await store.remove(id);
  };

  /** A page that was closed while it sent left them so: whoever holds the lock may take them up. */
  const isPending = ({ state }: KeptReport): boolean => state === 'waiting' || state === 'sending';

  /**
   * Sends what is due; `atOnce` also what waits out a failure. Whoever calls holds the lock: one sender at a time. Rejects
   * with a bug, never with a failure of the network.
   */
  return async (atOnce: boolean): Promise<SendOutcome> => {
    const reports = await store.all();
    await forgetSent(reports);
    const pending = reports.filter(isPending);
    if (pending.length === 0) return { retryAtMs: null, signedOut: false };
    let personId: number | null;
    try {
      personId = await api.person();
    } catch (error) {
      if (!isPassing(error)) throw error;
      for (const report of pending) await putOff(report, error);
      return { retryAtMs: Math.min(...pending.map(({ notBefore }) => notBefore)), signedOut: false };
    }
    const own = pending.filter((report) => report.personId === personId);
    for (const report of own) {
      if (!atOnce && report.notBefore > now()) continue;
      if (await send(report)) continue;
      for (const other of own) if (isPending(other)) await holdBack(other, report.notBefore);
      break;
    }
    const waiting = own.filter(isPending);
    const retryAtMs = waiting.length === 0 ? null : Math.min(...waiting.map(({ notBefore }) => notBefore));
    return { retryAtMs, signedOut: personId === null };
  };
}
