/** Renders reports in a thread of their own, one after the other: drawing charts and packing files would stall intake. */
import { Worker } from 'node:worker_threads';
import type { ReportDocument } from './report-document.schemas.ts';
import type { ReportForm } from './report-forms.ts';

export interface RenderTask {
  document: ReportDocument;
  form: ReportForm;
  /** ms. */
  at: number;
}

export type ReportRenderer = ReturnType<typeof createReportRenderer>;

/** A thread for each report: what its libraries take in memory goes with it. */
function renderOnce(task: RenderTask): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./report-forms.thread.ts', import.meta.url), { workerData: task });
    thread.once('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)));
    thread.once('error', reject);
    // After a message this does nothing: the promise is settled.
    thread.once('exit', (code) =>
      reject(new Error(`The report could not be rendered: its thread ended with ${code}.`)),
    );
  });
}

export function createReportRenderer() {
  let last: Promise<unknown> = Promise.resolve();
  return {
    /** Bytes of the file. Waits for those asked for before. */
    render(task: RenderTask): Promise<Buffer> {
      const next = last.then(() => renderOnce(task));
      last = next.catch(() => undefined);
      return next;
    },
  };
}
