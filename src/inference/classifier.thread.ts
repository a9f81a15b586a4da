/** Entry of the classifier's thread: owns the onnxruntime session and runs one batch after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import type { BatchRequest, ThreadMessage, ThreadSettings } from './classifier.messages.ts';
import { loadModel } from './manifest.ts';
import { openSession } from './session.ts';

if (!parentPort) throw new Error('classifier.thread.ts runs in a thread that classifier.ts starts.');
const port = parentPort;
const settings = workerData as ThreadSettings;
const session = await openSession(loadModel(settings.modelDir), settings.threads);

function answer(message: ThreadMessage, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}

async function runBatch({ tensors }: BatchRequest): Promise<void> {
  try {
    const probabilities = await session.run(tensors);
    answer({ kind: 'probabilities', probabilities }, [probabilities.buffer]);
  } catch (error) {
    answer({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
  }
}

port.on('message', (request: BatchRequest | null) => {
  if (request) void runBatch(request);
  else void session.close().then(() => port.close());
});
answer({ kind: 'ready' });
