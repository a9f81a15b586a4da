/** The thread that talks to cameras: encryption, reading and XML stay away from the event loop that answers people. */
import { parentPort } from 'node:worker_threads';
import { PullError } from './camera-client.ts';
import { takeSnapshot } from './snapshot.ts';
import type { SnapshotReply, SnapshotRequest } from './snapshots.ts';

parentPort?.on('message', async ({ id, address, limits }: SnapshotRequest) => {
  const answer = (reply: SnapshotReply, give: ArrayBuffer[] = []): void => parentPort?.postMessage(reply, give);
  try {
    const { bytes, clockDriftMs } = await takeSnapshot(address, limits);
    // Memory of its own, so that it can be given away.
    const own = new Uint8Array(bytes);
    answer({ id, bytes: own, clockDriftMs }, [own.buffer]);
  } catch (error) {
    const fault = error instanceof PullError ? error.fault : 'unreachable';
    answer({ id, fault, detail: (error as Error).message });
  }
});
