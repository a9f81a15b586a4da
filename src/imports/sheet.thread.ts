/** Entry of the thread that reads one spreadsheet and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { readSheet, SheetError } from './sheet-reading.ts';

try {
  parentPort?.postMessage({ sheet: await readSheet(Buffer.from(workerData as Uint8Array)) });
} catch (error) {
  if (!(error instanceof SheetError)) throw error;
  parentPort?.postMessage({ refused: error.message });
}
