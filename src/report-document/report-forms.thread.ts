/** Entry of the thread that renders one report and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { renderReport } from './report-forms.ts';
import type { RenderTask } from './report-renderer.ts';

const { document, form, at } = workerData as RenderTask;
const bytes = await renderReport(document, form, new Date(at));
parentPort?.postMessage(new Uint8Array(bytes));
