/** The gateway program: gathers photographs from folders and cameras, keeps them on its disk and sends them when it can. */
import { takeSnapshot } from '../camera-client/snapshot.ts';
import type { EdgeConfig } from '../config/edge-config.ts';
import { createCalendar } from '../platform/calendar.ts';
import type { Logger } from '../platform/logger.ts';
import { type Repeated, repeat } from '../platform/repeat.ts';
import { createEdgeFolder } from './edge-folder.ts';
import { createEdgeSender } from './edge-sender.ts';
import { openEdgeSpool } from './edge-spool.ts';

const lookEveryMs = 1_000;
const heartbeatEveryMs = 60_000;
const sendEveryMs = 500;
const longestPauseMs = 5 * 60_000;
const pullTimeoutMs = 15_000;
const maxPictureBytes = 15_000_000;

export function startEdgeAgent(config: EdgeConfig, log: Logger) {
  const spool = openEdgeSpool(config.dir, config.maxBytes);
  const calendar = createCalendar(config.timeZone);
  const keys = new Map(config.cameras.map(({ name, key }) => [name, key]));
  const sender = createEdgeSender({ spool, webUrl: config.webUrl, keys, log });
  const onError = (error: unknown): void => log.error({ err: error }, 'a round failed and is tried again');
  const running: Repeated[] = [];
  let stopped = false;
  let pauseUntil = 0;
  let failures = 0;

  for (const { name: camera, folder, patterns, pull, intervalS } of config.cameras) {
    if (folder !== undefined) {
      const { look } = createEdgeFolder({ camera, folder, patterns, spool, calendar });
      running.push(repeat(lookEveryMs, look, onError));
    }
    if (pull) {
      const limits = { timeoutMs: pullTimeoutMs, maxBytes: maxPictureBytes, networks: config.networks };
      const ask = async (): Promise<void> => {
        const { bytes } = await takeSnapshot(pull, limits);
        await spool.add({ camera, capturedAt: Date.now(), bytes: Buffer.from(bytes) });
      };
      running.push(repeat(intervalS * 1_000, ask, onError));
    }
  }
  const send = async (): Promise<void> => {
    if (Date.now() < pauseUntil) return;
    const outcome = await sender.sendAll(() => stopped);
    failures = outcome === 'all_sent' ? 0 : failures + 1;
    if (failures === 0) return;
    const pause = Math.min(1_000 * 2 ** Math.min(failures, 12), longestPauseMs);
    pauseUntil = Date.now() + Math.round(pause * (0.75 + Math.random() / 2));
  };
  running.push(repeat(sendEveryMs, send, onError));
  running.push(repeat(heartbeatEveryMs, sender.heartbeat, onError));
  log.info({ cameras: keys.size, waiting: spool.list().length, bytes: spool.bytes() }, 'the gateway is at work');
  return {
    async stop(): Promise<void> {
      stopped = true;
      await Promise.all(running.map((one) => one.stop()));
    },
  };
}
