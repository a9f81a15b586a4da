// Fills a database with ten million observations and prints how long the monthly report takes over it, and what it needs.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createReportReader } from '../src/monthly-report/report-reader.ts';
import { openDatabase } from '../src/platform/db/database.ts';
import { fillReportYear } from '../src/testing/report-year.ts';

const usage = `Usage: npm run report:bench [-- --months N --frames N --keep FILE --json]
Makes a community of 40 stations with 3 bins each, 28 episodes a day and bin, and reads the report of its last month in a thread.
  --months N   months of data (default 3: about 300,000 episodes)
  --frames N   observations of each episode (default 33: ten million in three months)
  --keep FILE  the database stays there, and is used again if it is there already
  --json       prints JSON`;

const { values } = parseArgs({
  options: {
    months: { type: 'string', default: '3' },
    frames: { type: 'string', default: '33' },
    keep: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const [months, frames] = [Number(values.months), Number(values.frames)];
if (values.help || !(months > 0) || !(frames > 0)) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}

const folder = mkdtempSync(join(tmpdir(), 'greensleeve-bench-'));
const path = values.keep ?? join(folder, 'bench.db');
const isThere = statSync(path, { throwIfNoEntry: false }) !== undefined;
const db = openDatabase(path);
const year = {
  firstMonth: '2025-01',
  months,
  stations: 40,
  bins: 3,
  episodes: 28,
  rate: () => 0.07,
  recall: 0.75,
  falseFlags: 0.01,
  budget: 30,
  frames,
};
if (!isThere) {
  db.$client.pragma('synchronous = OFF');
  fillReportYear(db.$client, year);
  db.$client.pragma('wal_checkpoint(TRUNCATE)');
  db.$client.pragma('synchronous = FULL');
}
const count = (table: string): number =>
  db.$client.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
const [observations, episodes, findings] = ['observation', 'episode', 'finding'].map(count);

/** Longest wait of a write on the connection that intake uses, while the report is read. */
let longestMs = 0;
let writes = 0;
const touch = db.$client.prepare(`UPDATE community SET lease_minutes = ? WHERE id = 1`);
const timer = setInterval(() => {
  const begun = performance.now();
  touch.run(5 + (writes % 2));
  writes += 1;
  longestMs = Math.max(longestMs, performance.now() - begun);
}, 20);

const month = `2025-${String(months).padStart(2, '0')}`;
const now = Date.parse('2026-06-01T00:00:00Z');
const reader = createReportReader(path);
const before = process.memoryUsage.rss();
let peak = before;
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 10);
const times: number[] = [];
for (let turn = 0; turn < 3; turn += 1) {
  const begun = performance.now();
  await reader.report(month, now);
  times.push(performance.now() - begun);
}
clearInterval(timer);
clearInterval(watch);
await reader.close();
db.$client.close();
const mib = (bytes: number): number => Math.round(bytes / 2 ** 20);
const result = {
  observations,
  episodes,
  findings,
  firstMs: Math.round(times[0] ?? 0),
  laterMs: Math.round(Math.min(...times.slice(1))),
  addedMiB: mib(peak - before),
  peakMiB: mib(peak),
  databaseMiB: mib(statSync(path).size),
  writes,
  longestWriteMs: Math.round(longestMs),
};
if (values.json) console.log(JSON.stringify(result));
else for (const [name, value] of Object.entries(result)) console.log(`${name.padEnd(16)} ${value}`);
rmSync(folder, { recursive: true, force: true });
