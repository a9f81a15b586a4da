// Fills a database with a year of a community of 2,024 homes and 300 members, lets the service follow it, and prints how long lists and a member's page take.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { loadConfig } from '../src/config/config.ts';
import { createContainer } from '../src/container.ts';
import { hashPassword } from '../src/people/passwords.ts';
import { createCalendar } from '../src/platform/calendar.ts';
import { openDatabase } from '../src/platform/db/database.ts';
import { openListener } from '../src/platform/processes/listener.ts';
import { signIn } from '../src/testing/client.ts';
import {
  addHomesAndMembers,
  addParticipation,
  addPhotos,
  addReports,
  attribute,
  followUp,
  households,
  members,
} from '../src/testing/consequences-year.ts';
import { startTestRedis } from '../src/testing/redis.ts';
import { fillReportYear } from '../src/testing/report-year.ts';

const usage = `Usage: npm run consequences:bench [-- --months N --frames N --keep FOLDER --json]
Bars: a month's lists within 2 s, all calls of a member's own page together within 100 ms.
  --months N     months of data (default 12)
  --frames N     observations of each episode (default 10: four million in a year)
  --keep FOLDER  the database stays there, and is used again if it is there already
  --json         prints JSON`;

const { values } = parseArgs({
  options: {
    months: { type: 'string', default: '12' },
    frames: { type: 'string', default: '10' },
    keep: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const [months, frames] = [Number(values.months), Number(values.frames)];
if (values.help || !(months > 0 && months <= 12) || !(frames > 0)) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}

const dayMs = 86_400_000;
const stepDays = 10;
const password = 'a password for the bench';
const calendar = createCalendar('Asia/Shanghai');
const lastMonth = `2025-${String(months).padStart(2, '0')}`;
const start = calendar.monthBounds('2025-01').from;
const end = calendar.monthBounds(lastMonth).to + 9 * dayMs;
const dataDir = values.keep ?? mkdtempSync(join(tmpdir(), 'greensleeve-bench-'));
const path = join(dataDir, 'greensleeve.db');
const isThere = existsSync(path);
const db = openDatabase(path);
const client = db.$client;
let now = start;

async function fill(): Promise<void> {
  client.pragma('synchronous = OFF');
  const year = {
    firstMonth: '2025-01',
    months,
    stations: 24,
    bins: 4,
    episodes: 12,
    recall: 0.75,
    falseFlags: 0.01,
    budget: 30,
  };
  fillReportYear(client, { ...year, rate: (month, station) => 0.04 + 0.003 * station + 0.002 * month, frames });
  addHomesAndMembers(client, year.stations / 2, await hashPassword(password));
  const days: string[] = [];
  for (let at = start; at < calendar.monthBounds(lastMonth).to; at = calendar.dayAfter(calendar.dayOf(at)))
    days.push(calendar.dayOf(at));
  addParticipation(client, days);
  addPhotos(client);
  addReports(client);
}

if (!isThere) await fill();
const redis = await startTestRedis();
const config = {
  ...loadConfig({ PORT: '0', DATA_DIR: dataDir, MODEL_DIR: join(import.meta.dirname, '../fixtures/tiny-model') }),
  sessionHours: 20_000,
};
const container = createContainer(config, {
  redisUrl: redis.url,
  workerKey: 'a worker key of the bench only',
  photoKey: 'a photo key of the bench only',
  sealingKey: 'a sealing key of the bench only',
  log: pino({ level: 'error' }, process.stderr),
  clock: () => now,
});

/** Has the service itself make notices, tasks and points, ten days at a time. */
function live(): void {
  for (; now < end; now += stepDays * dayMs) {
    attribute(client, now - stepDays * dayMs, now);
    container.planTasks();
    container.recompute();
    followUp(client, now);
    container.recompute();
  }
}

const timed = async (work: () => unknown): Promise<number> => {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
};
const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
const round = (ms: number): number => Math.round(ms * 10) / 10;

if (!isThere) live();
now = end;
client.exec('ANALYZE');
client.pragma('wal_checkpoint(TRUNCATE)');
client.pragma('synchronous = FULL');
const listener = await openListener(config);
listener.serve(container.app);

const secretary = await signIn(listener.url, { username: 'p3', password });
const ok = async (answer: Promise<{ status: number; body: unknown }>): Promise<unknown> => {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
  return body;
};
const lists: number[] = [];
for (let turn = 0; turn < 5; turn += 1) lists.push(await timed(() => ok(secretary.get(`/api/v1/lists/${lastMonth}`))));

/** What the page /mine asks for when it is opened. */
const calls = [
  'my/notices',
  'tasks/mine',
  'my/points',
  'duties/mine',
  'patrols/mine',
  'participation/mine',
  'station-care',
  'station-events?state=open',
  'reports/mine',
];
const pages: number[] = [];
const slowest = new Map<string, number>();
for (const id of [101, 160, 221, 281, 400]) {
  const member = await signIn(listener.url, { username: `m${id}`, password });
  for (let turn = 0; turn < 4; turn += 1) {
    pages.push(await timed(() => Promise.all(calls.map((call) => ok(member.get(`/api/v1/${call}`))))));
  }
  for (const call of calls)
    slowest.set(call, Math.max(slowest.get(call) ?? 0, await timed(() => ok(member.get(`/api/v1/${call}`)))));
}
const points = await timed(() => ok(secretary.get('/api/v1/points?year=2025')));
const recompute: number[] = [];
for (let turn = 0; turn < 5; turn += 1) recompute.push(await timed(container.recompute));

const count = (table: string): number => client.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
const result = {
  households,
  members,
  observations: count('observation'),
  violations: count('violation'),
  notices: count('notice'),
  tasks: count('task'),
  pointRows: count('point_entry'),
  participation: count('participation'),
  listsMs: round(median(lists)),
  listsFirstMs: round(lists[0] ?? 0),
  listsBestMs: round(Math.min(...lists)),
  pageMs: round(median(pages)),
  pageBestMs: round(Math.min(...pages)),
  pageWorstMs: round(Math.max(...pages)),
  pointsOfYearMs: round(points),
  recomputeMs: round(median(recompute)),
  load: round(loadavg()[0] ?? 0),
  cores: availableParallelism(),
};
if (values.json)
  console.log(
    JSON.stringify({ ...result, calls: Object.fromEntries([...slowest].map(([name, ms]) => [name, round(ms)])) }),
  );
else {
  for (const [name, value] of Object.entries(result)) console.log(`${name.padEnd(16)} ${value}`);
  for (const [name, ms] of slowest) console.log(`  slowest ${name.padEnd(28)} ${round(ms)} ms`);
}
await listener.close(1_000);
await container.stop();
await redis.stop();
client.close();
if (!values.keep) rmSync(dataDir, { recursive: true, force: true });
process.exit(median(lists) <= 2_000 && median(pages) <= 100 ? 0 : 1);
