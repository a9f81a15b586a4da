/** Sends what waits on a gateway to the service, oldest first; marks what had been kept back. */
import type { Logger } from '../platform/logger.ts';
import type { EdgeSpool, Waiting } from './edge-spool.ts';

/** Older than this when it is sent, a photograph had been kept back. */
const lateAfterMs = 60_000;
const timeoutMs = 30_000;
/** What the service will answer again however often it is asked. */
const isFinal = (status: number): boolean =>
  status >= 400 && status < 500 && ![401, 403, 404, 408, 425, 429].includes(status);

export type SendOutcome = 'all_sent' | 'try_later';

export function createEdgeSender(deps: {
  spool: EdgeSpool;
  webUrl: string;
  /** Each camera's key. */
  keys: ReadonlyMap<string, string>;
  log: Logger;
}) {
  const { spool, webUrl, keys, log } = deps;

  const post = (path: string, camera: string, headers: Record<string, string>, body: string | Buffer) =>
    fetch(new URL(path, webUrl), {
      method: 'POST',
      headers: { authorization: `Bearer ${keys.get(camera)}`, ...headers },
      body: typeof body === 'string' ? body : new Uint8Array(body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });

  const sendOne = async ({ name, camera, capturedAt }: Waiting): Promise<'sent' | 'skip' | 'stop'> => {
    const isLate = Date.now() - capturedAt > lateAfterMs;
    const headers = {
      'content-type': 'image/jpeg',
      'x-captured-at': new Date(capturedAt).toISOString(),
      ...(isLate ? { 'x-late': 'yes' } : {}),
    };
    const response = await post('/api/v1/captures', camera, headers, await spool.read(name));
    await response.arrayBuffer();
    const { status } = response;
    if (status === 202) {
      // Killed before this, it is sent once more, and the service knows it already.
      await spool.remove(name);
      return 'sent';
    }
    log.warn({ camera, status, capturedAt }, 'the service did not take a photograph');
    if (!isFinal(status)) return status === 401 || status === 403 ? 'skip' : 'stop';
    await spool.refuse(name);
    return 'sent';
  };

  return {
    /** Sends until nothing is left or the service can't be reached. A camera whose key is wrong doesn't hold up the others. */
    async sendAll(isStopped: () => boolean): Promise<SendOutcome> {
      const skipped = new Set<string>();
      for (const one of spool.list()) {
        if (isStopped()) return 'all_sent';
        if (skipped.has(one.camera) || !keys.has(one.camera)) continue;
        try {
          const outcome = await sendOne(one);
          if (outcome === 'stop') return 'try_later';
          if (outcome === 'skip') skipped.add(one.camera);
        } catch (error) {
          log.debug({ err: error }, 'the service can’t be reached');
          return 'try_later';
        }
      }
      return skipped.size > 0 ? 'try_later' : 'all_sent';
    },
    /** Tells the service that the gateway lives, and what it holds. Without network nobody hears it, which does no harm. */
    async heartbeat(): Promise<void> {
      for (const camera of keys.keys()) {
        const { droppedFrom, droppedUntil, ...counts } = spool.reportOf(camera);
        const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
        const agent = { ...counts, droppedFrom: iso(droppedFrom), droppedUntil: iso(droppedUntil) };
        const body = JSON.stringify({ clock: new Date().toISOString(), agent });
        try {
          const response = await post(
            '/api/v1/cameras/heartbeat',
            camera,
            { 'content-type': 'application/json' },
            body,
          );
          await response.arrayBuffer();
        } catch (error) {
          log.debug({ err: error }, 'the service can’t be reached');
          return;
        }
      }
    },
  };
}
