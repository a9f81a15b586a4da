/** Has a spreadsheet read in a thread of its own, so that photographs come in meanwhile; bounded in memory and time. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { AppError } from '../platform/errors.ts';
import type { Sheet } from './sheet-reading.ts';

const timeoutMs = 30_000;
const notUnderstood = (detail: string, cause?: unknown): AppError =>
  new AppError('sheet_not_understood', detail, { cause });

/** Throws `sheet_not_understood`. */
export async function readSheetInThread(bytes: Buffer): Promise<Sheet> {
  const thread = new Worker(new URL('./sheet.thread.ts', import.meta.url), {
    workerData: new Uint8Array(bytes),
    resourceLimits: { maxOldGenerationSizeMb: 384 },
  });
  try {
    const [answer] = (await once(thread, 'message', { signal: AbortSignal.timeout(timeoutMs) })) as [
      { sheet: Sheet } | { refused: string },
    ];
    if ('refused' in answer) throw notUnderstood(answer.refused);
    return answer.sheet;
  } catch (error) {
    throw error instanceof AppError ? error : notUnderstood('The file takes too much to read.', error);
  } finally {
    await thread.terminate();
  }
}
