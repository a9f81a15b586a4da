/** Entry of the report's thread: reads and computes on a connection of its own, so that intake is never held up. */
import { parentPort, workerData } from 'node:worker_threads';
import { openReadOnly } from '../platform/db/database.ts';
import type { ReaderAnswer, ReaderRequest } from './report-reader.ts';
import { createReportReading } from './report-reading.service.ts';

if (!parentPort) throw new Error('report-reader.thread.ts runs in a thread that report-reader.ts starts.');
const port = parentPort;
const { path } = workerData as { path: string };

/** Opened for each request: a connection that stays open would keep an old state's pages from being used again. */
function read(request: ReaderRequest): unknown {
  const db = openReadOnly(path);
  try {
    const reading = createReportReading(db);
    if (request.what === 'spans') return reading.spans(request.spans);
    const { what, month, now } = request;
    if (what === 'rates') return reading.rates(month);
    return what === 'report' ? reading.report(month, now) : reading.fresh(month, now);
  } finally {
    db.$client.close();
  }
}

port.on('message', (request: ReaderRequest) => {
  let answer: ReaderAnswer;
  try {
    answer = { id: request.id, value: read(request) };
  } catch (error) {
    answer = { id: request.id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  port.postMessage(answer);
});
