/** Reports read in another thread: starts it when first asked, one question after the other, a new one after it has died. */
import { Worker } from 'node:worker_threads';
import type { MonthlyReport } from './report.schemas.ts';
import type { DaySpan, FreshReport, MonthRates, SpanFigures } from './report-reading.service.ts';

type ReaderQuestion =
  | { what: 'report' | 'fresh' | 'rates'; month: string; now: number }
  | { what: 'spans'; spans: DaySpan[] };
export type ReaderRequest = ReaderQuestion & { id: number };
export type ReaderAnswer = { id: number; value: unknown } | { id: number; failure: string };

export interface ReportReader {
  report(month: string, now: number): Promise<MonthlyReport>;
  /** With its inputs: for a draft, and for closing. */
  fresh(month: string, now: number): Promise<FreshReport>;
  /** Rates of the month and of the one before. */
  rates(month: string, now: number): Promise<[MonthRates, MonthRates]>;
  /** Rates and confirmed cases of some days. */
  spans(spans: DaySpan[]): Promise<SpanFigures[]>;
  close(): Promise<void>;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** `path`: of the database. */
export function createReportReader(path: string): ReportReader {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | null = null;
  let asked = 0;

  const fail = (error: Error): void => {
    thread = null;
    for (const one of waiting.values()) one.reject(error);
    waiting.clear();
  };
  const start = (): Worker => {
    const started = new Worker(new URL('./report-reader.thread.ts', import.meta.url), { workerData: { path } });
    started.on('message', (answer: ReaderAnswer) => {
      const one = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (waiting.size === 0) started.unref();
      if ('failure' in answer) one?.reject(new Error(`The report could not be read: ${answer.failure}`));
      else one?.resolve(answer.value);
    });
    started.on('error', (error) => fail(new Error('The thread of reports died.', { cause: error })));
    started.on('exit', () => {
      if (thread === started) fail(new Error('The thread of reports has ended.'));
    });
    return started;
  };
  const ask = <Value>(question: ReaderQuestion): Promise<Value> =>
    new Promise((resolve, reject) => {
      thread ??= start();
      asked += 1;
      waiting.set(asked, { resolve: resolve as (value: unknown) => void, reject });
      thread.ref();
      const request: ReaderRequest = { id: asked, ...question };
      thread.postMessage(request);
    });
  return {
    report: (month, now) => ask({ what: 'report', month, now }),
    fresh: (month, now) => ask({ what: 'fresh', month, now }),
    rates: (month, now) => ask({ what: 'rates', month, now }),
    spans: (spans) => ask({ what: 'spans', spans }),
    async close() {
      const running = thread;
      if (running) {
        fail(new Error('The service is stopping.'));
        await running.terminate();
      }
    },
  };
}
