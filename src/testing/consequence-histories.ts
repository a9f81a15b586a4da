/** Histories of cases, from verdicts to month ends, run on the real services over a migrated database and a clock that moves. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { loadConfig } from '../config/config.ts';
import { createFeatures, type Features } from '../container/features.ts';
import { createFoundation } from '../container/foundation.ts';
import type { Person } from '../people/people.service.ts';
import type { Db } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import { firstRules, type RuleSet } from '../points/points.rules.ts';

export const dayMs = 86_400_000;
const start = Date.parse('2026-03-20T04:00:00Z');
const root = join(import.meta.dirname, '../..');
/** Who does what; mei lives in home 1, otto has homes 1 to 6 as a field. */
export const people = { anna: 1, ben: 2, signer: 3, judge: 4, maker: 5, mei: 6, otto: 7 } as const;
const homes = 6;

/** A step names the case it is about by a number, taken round by how many there are. */
export type Step =
  | { kind: 'case'; home: number; daysAgo: number; isReported: boolean; depth: number }
  | { kind: StepKind; of: number };
export const stepKinds = [
  'judge',
  'reject',
  'unjudge',
  'attribute',
  'withdraw',
  'sign',
  'refuse',
  'unsign',
  'handOver',
  'takeBack',
  'appeal',
  'uphold',
  'turnDown',
  'undecide',
  'visit',
  'unvisit',
  'advance',
  'rules',
  'publish',
  'closeMonth',
] as const;
type StepKind = (typeof stepKinds)[number];

/** Sets of rules that a community might go through. */
const ruleSets: readonly RuleSet[] = [
  { ...firstRules, ownCase: { windowMonths: 12, free: 0, tenths: -30 } },
  { ...firstRules, visitDone: { tenths: 10, capPerMonth: 10 }, reportConfirmed: { tenths: 5, capPerMonth: 5 } },
  { ...firstRules, ownCase: { windowMonths: 1, free: 1, tenths: -20 }, fieldRepeat: { windowDays: 60, tenths: -5 } },
];

const world = `
  UPDATE community SET seed = 'seed', time_zone = 'Asia/Shanghai';
  INSERT INTO estate (id, name, created_at) VALUES (1, '一号小区', 1);
  INSERT INTO building (id, estate_id, name) VALUES (1, 1, '3号楼');
  INSERT INTO unit (id, building_id, name) VALUES (1, 1, '2单元');
  INSERT INTO household (id, unit_id, room, code) VALUES ${Array.from({ length: homes }, (_, at) => `(${at + 1}, 1, '${101 + at}', 'ABCX${at}Y')`).join(', ')};
  INSERT INTO branch (id, name, created_at) VALUES (1, '第一支部', 1);
  INSERT INTO person (id, username, name, role, password_hash, created_at, household_id, branch_id) VALUES
    (1, 'anna', 'anna', 'reviewer', 'x', 1, NULL, NULL), (2, 'ben', 'ben', 'reviewer', 'x', 1, NULL, NULL),
    (3, 'signer', 'signer', 'branch', 'x', 1, NULL, NULL), (4, 'judge', 'judge', 'secretary', 'x', 1, NULL, NULL),
    (5, 'maker', 'maker', 'secretary', 'x', 1, NULL, NULL), (6, 'mei', 'mei', 'member', 'x', 1, 1, 1),
    (7, 'otto', 'otto', 'member', 'x', 1, NULL, 1);
  INSERT INTO responsibility_field (person_id, unit_id, from_day, recorded_at, recorded_by) VALUES (7, 1, '2026-01-01', 1, 5);
  INSERT INTO model (id, name, version, sha256, labels, first_used_at) VALUES (1, 'm', '1', 'x', '["a"]', 1);
  INSERT INTO station (id, estate_id, name, opening_hours, created_at) VALUES (1, 1, '1号投放点', '[["06:00","08:00"]]', 1);
  INSERT INTO camera (id, station_id, name, interval_s, view_set_revision, created_at, hours_written_until) VALUES (1, 1, '1号', 60, 1, 1, 1);
  INSERT INTO bin (id, station_id, name, expected, position) VALUES (1, 1, '1号桶', 'kitchen', 1);
  INSERT INTO view (id, camera_id, bin_id, counting) VALUES (1, 1, 1, 1);
  INSERT INTO view_revision (id, view_id, revision, polygon, from_set_revision, created_at) VALUES (1, 1, 1, '[]', 1, 1);
  INSERT INTO red_list_consent (household_id, from_day, recorded_at, recorded_by) VALUES (2, '2026-01-01', 1, 5), (3, '2026-01-01', 1, 5);`;

export type Histories = ReturnType<typeof openHistories>;
export type History = ReturnType<typeof createHistory>;

/** `template`: a migrated database. Nothing waits and nothing is sent: the queue is never asked. */
export function openHistories(template: string, redisUrl: string) {
  const dataDir = mkdtempSync(join(tmpdir(), 'greensleeve-histories-'));
  copyFileSync(template, join(dataDir, 'greensleeve.db'));
  const config = {
    ...loadConfig({
      PORT: '0',
      DATA_DIR: dataDir,
      MODEL_DIR: join(root, 'fixtures/tiny-model'),
      SECOND_LOOK_PERCENT: '0',
    }),
  };
  let now = start;
  const keys = { workerKey: 'w'.repeat(20), photoKey: 'p'.repeat(20), sealingKey: 's'.repeat(20) };
  const foundation = createFoundation(config, { redisUrl, ...keys, log: pino({ level: 'silent' }), clock: () => now });
  const { db } = foundation;
  db.$client.exec(world);
  for (const month of ['02', '03', '04', '05', '06', '07', '08']) {
    for (let day = 1; day <= 10; day += 1) {
      const date = `2026-${month}-${String(day).padStart(2, '0')}`;
      db.$client.exec(`INSERT INTO participation (household_id, day, source, times, recorded_at, recorded_by)
        VALUES (2, '${date}', 'tick', 1, 1, 5), (3, '${date}', 'tick', 1, 1, 5)`);
    }
  }
  const features = createFeatures(foundation);
  const begin = () =>
    createHistory(db, features, {
      now: () => now,
      advance: (ms) => {
        now += ms;
      },
    });
  return {
    /** Runs `work` on a history of its own, of which nothing stays. */
    inHistory<Result>(work: (history: History) => Result): Result {
      now = start;
      db.$client.exec('BEGIN IMMEDIATE');
      try {
        return work(begin());
      } finally {
        db.$client.exec('ROLLBACK');
      }
    },
    async close(): Promise<void> {
      features.points.stop();
      await features.reportReader.close();
      await Promise.all([foundation.producer.close(), foundation.results.close()]);
      db.$client.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

interface Case {
  findingId: string;
  home: number;
}

function createHistory(db: Db, features: Features, time: { now(): number; advance(ms: number): void }) {
  const { findings, attributions, signatures, notices, appeals, tasks, points, lists, spotChecks } = features;
  const client = db.$client;
  const cases: Case[] = [];
  const as = (id: number): Person => {
    const person = features.people.find(id);
    if (!person) throw new Error(`nobody is ${id}`);
    return person;
  };
  const one = <Row>(sql: string, ...values: unknown[]): Row | undefined =>
    client.prepare<unknown[], Row>(sql).get(...values);

  /** What arrives: a photograph of a while ago, its episode, its finding; reported by otto as well where it says so. */
  const arrive = (
    { home, daysAgo, isReported, takenAs }: { home: number; daysAgo: number; isReported: boolean; takenAs?: number },
    name = `case-${cases.length}`,
  ): Case => {
    const id = cases.length + 1;
    const at = time.now() - daysAgo * dayMs - (takenAs ?? id) * 60_000;
    const day = new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
    client.exec(`INSERT INTO capture (id, camera_id, station_id, sha256, bytes, mime, captured_at, clock_suspect, received_at, state)
        VALUES (${id}, 1, 1, '${name}', 1, 'image/jpeg', ${at}, 0, ${at}, 'classified');
      INSERT INTO episode (id, bin_id, station_id, view_revision_id, model_id, expected, started_at, ended_at, frames, usable_frames,
          first_fingerprint, last_fingerprint, score, threshold, flagged)
        VALUES (${id}, 1, 1, 1, 1, 'kitchen', ${at}, ${at}, 1, 1, zeroblob(4), zeroblob(4), 0.9, 0.6, 1);
      INSERT INTO observation (id, capture_id, view_revision_id, model_id, current, bin_id, counting, expected, captured_at,
          probabilities, quality, fingerprint, decision, score, threshold, episode_id, recorded_at)
        VALUES (${id}, ${id}, 1, 1, 1, 1, 1, 'kitchen', ${at}, zeroblob(64), '{}', zeroblob(96), 'misplaced', 0.9, 0.6, ${id}, ${at});
      INSERT INTO finding (id, source, episode_id, observation_id, station_id, state, version, day, deal_order, selection_probability, created_at)
        VALUES ('${name}', 'flag', ${id}, ${id}, 1, 'open', 0, '${day}', ${id}, 1, ${time.now()})`);
    if (isReported) {
      client.exec(`INSERT INTO capture (id, person_id, station_id, sha256, bytes, mime, captured_at, clock_suspect, received_at, state)
          VALUES (${id + 10_000}, 7, 1, 'report-${name}', 1, 'image/jpeg', ${at}, 0, ${at}, 'classified');
        INSERT INTO volunteer_report (id, person_id, capture_id, station_id, bin_id, expected, captured_at, created_at, episode_id)
          VALUES ('report-${name}', 7, ${id + 10_000}, 1, 1, 'kitchen', ${at}, ${at}, ${id})`);
    }
    const made = { findingId: name, home };
    cases.push(made);
    return made;
  };

  const version = (id: string): number =>
    one<{ version: number }>('SELECT version FROM finding WHERE id = ?', id)?.version ?? 0;
  const live = (id: string) => attributions.live(id)?.attribution ?? null;
  const noticeOf = (id: string): number =>
    one<{ id: number }>(
      'SELECT notice.id AS id FROM notice JOIN attribution ON attribution.id = attribution_id WHERE finding_id = ? ORDER BY notice.id DESC',
      id,
    )?.id ?? 0;
  const appealOf = (id: string): number =>
    one<{ id: number }>('SELECT id FROM appeal WHERE notice_id = ?', noticeOf(id))?.id ?? 0;
  const taskOf = (home: number) =>
    one<{ id: number; person: number }>(
      `SELECT id, coalesce(person_id, 7) AS person FROM task WHERE kind = 'visit' AND household_id = ? ORDER BY id DESC`,
      home,
    );
  const signatureOf = (id: string) =>
    one<{ id: number; person: number }>(
      'SELECT signature.id AS id, person_id AS person FROM signature JOIN attribution ON attribution.id = attribution_id WHERE finding_id = ? ORDER BY signature.id DESC',
      id,
    );
  const monthBefore = (): string => {
    const local = new Date(time.now() + 8 * 3_600_000);
    return new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
  };

  const publish = (): void => {
    const month = monthBefore();
    lists.draft(as(people.maker), month, '按月更正');
    const id = lists.ofMonth(month).editions[0]?.edition.id ?? 0;
    lists.sign(as(people.signer), id);
    lists.publish(as(people.maker), id);
  };
  const misplaced = { judgement: 'misplaced', actual: 'recyclable' } as const;

  const doings: Record<StepKind, (one: Case, of: number) => unknown> = {
    judge: ({ findingId: id }) => findings.judge(as(people.anna), id, { version: version(id), ...misplaced }),
    reject: ({ findingId: id }) => findings.judge(as(people.ben), id, { version: version(id), judgement: 'fits' }),
    unjudge: ({ findingId: id }) => findings.undo(as(findings.liveVerdict(id)?.by.id ?? 1), id, version(id)),
    attribute({ findingId, home }) {
      const verdict = findings.liveVerdict(findingId)?.verdict ?? null;
      const target = { kind: 'household', id: home, basis: 'bag_number' } as const;
      attributions.change(as(people.anna), { findingId, verdict }, live(findingId)?.id ?? null, target);
    },
    withdraw: ({ findingId }) =>
      attributions.withdraw(
        as(people.anna),
        { findingId, verdict: findings.liveVerdict(findingId)?.verdict ?? null },
        live(findingId)?.id ?? 0,
      ),
    sign: ({ findingId }) => signatures.decide(as(people.signer), live(findingId)?.id ?? 0, { decision: 'signed' }),
    refuse: ({ findingId }) =>
      signatures.decide(as(people.signer), live(findingId)?.id ?? 0, { decision: 'refused', reason: '看不清' }),
    unsign({ findingId }) {
      const own = signatureOf(findingId);
      signatures.undo(as(own?.person ?? people.signer), own?.id ?? 0);
    },
    handOver: ({ findingId }) => notices.handOver(as(people.anna), noticeOf(findingId)),
    takeBack: ({ findingId }) => notices.undoHandOver(as(people.anna), noticeOf(findingId)),
    appeal({ findingId }) {
      const notice = notices.inFull(noticeOf(findingId));
      if (notice) appeals.file(notice, null, { ground: 'not_ours' });
    },
    uphold: ({ findingId }) =>
      appeals.decide(as(people.judge), appealOf(findingId), { decision: 'upheld', reason: '不是' }),
    turnDown: ({ findingId }) =>
      appeals.decide(as(people.judge), appealOf(findingId), { decision: 'refused', reason: '是' }),
    undecide: ({ findingId }) => appeals.undo(as(people.judge), appealOf(findingId)),
    visit({ home }) {
      const task = taskOf(home);
      // Without a photograph all of it is done before the first wait.
      if (task) tasks.complete(as(task.person), task.id, '已上门', null).catch(expected);
    },
    unvisit({ home }) {
      const task = taskOf(home);
      if (task) tasks.undo(as(task.person), task.id);
    },
    advance: (_, of) => time.advance((1 + (of % 12)) * dayMs),
    rules: (_, of) =>
      points.addRules(as(people.maker), {
        fromDay: new Date(time.now() - (of % 40) * dayMs).toISOString().slice(0, 10),
        rules: ruleSets[of % ruleSets.length] ?? firstRules,
        note: '试行',
      }),
    publish,
    closeMonth() {
      client
        .prepare(
          `INSERT INTO month_report (month, drafted_at, draft_hash, closed_at, closed_by) VALUES (?, ?, 'x', ?, 5) ON CONFLICT DO NOTHING`,
        )
        .run(monthBefore(), time.now(), time.now());
    },
  };

  /** What the service does by itself every minute. */
  const settle = (): void => {
    notices.issueDue();
    points.recompute();
    if (lists.correctVoid() > 0) points.recompute();
    spotChecks.drawDue();
  };

  const attempt = (kind: StepKind, of: Case, number: number): void => {
    try {
      doings[kind](of, number);
    } catch (error) {
      expected(error);
    }
    settle();
  };

  return {
    db,
    now: time.now,
    cases: (): readonly Case[] => cases,
    settle,
    arrive,
    /** What can't be done in the state that is, is refused by the service and changes nothing. */
    attempt,
    take(step: Step): void {
      if (step.kind === 'case') {
        const made = arrive({ ...step, home: 1 + (step.home % homes) });
        const way: StepKind[] = ['judge', 'attribute', 'sign', 'handOver'];
        for (const kind of way.slice(0, step.depth)) attempt(kind, made, 0);
        return;
      }
      const number = step.of;
      const about = cases[number % Math.max(1, cases.length)] ?? { findingId: 'none', home: 1 };
      attempt(step.kind, about, number);
    },
    balance: (person: number): number => points.ofMember(person).balance,
    publishedMonths: lists.publishedMonths,
    published: lists.published,
  };
}

/** A refusal is part of a history; anything else is a fault. */
function expected(error: unknown): void {
  if (!(error instanceof AppError)) throw error;
}
