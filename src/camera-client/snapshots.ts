/** Takes pictures from cameras through a thread of its own, which is started with the first of them. */
import { Worker } from 'node:worker_threads';
import { type CameraAddress, type ClientLimits, PullError, type PullFault, type Snapshot } from './camera-client.ts';

export interface SnapshotRequest {
  id: number;
  address: CameraAddress;
  limits: ClientLimits;
}
export type SnapshotReply =
  | { id: number; bytes: Uint8Array; clockDriftMs: number | null }
  | { id: number; fault: PullFault; detail: string };

export interface Snapshots {
  /** Throws PullError. */
  take(address: CameraAddress, limits: ClientLimits): Promise<Snapshot>;
  close(): Promise<void>;
}

interface Waiting {
  resolve: (snapshot: Snapshot) => void;
  reject: (error: PullError) => void;
}

export function createSnapshots(): Snapshots {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | null = null;
  let last = 0;

  const settle = (reply: SnapshotReply): void => {
    const one = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('bytes' in reply) one?.resolve(reply);
    else one?.reject(new PullError(reply.fault, reply.detail));
  };
  /** A thread that died takes its requests with it; the next request starts another. */
  const end = (reason: string): void => {
    thread = null;
    for (const id of [...waiting.keys()]) settle({ id, fault: 'unreachable', detail: reason });
  };
  const start = (): Worker => {
    const made = new Worker(new URL('./snapshots.thread.ts', import.meta.url));
    made.on('message', settle);
    made.on('error', (error) => end(`The thread that talks to cameras died: ${error.message}`));
    made.on('exit', () => thread === made && end('The thread that talks to cameras has ended.'));
    return made;
  };

  return {
    take(address, limits) {
      thread ??= start();
      last += 1;
      const request: SnapshotRequest = { id: last, address, limits };
      return new Promise((resolve, reject) => {
        waiting.set(request.id, { resolve, reject });
        thread?.postMessage(request);
      });
    },
    async close() {
      await thread?.terminate();
    },
  };
}
