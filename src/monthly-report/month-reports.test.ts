import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Deal, JudgedFinding } from '../findings/findings.schemas.ts';
import type { Client } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity, type TestStation } from '../testing/community.ts';
import { listen } from '../testing/listener.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { createTestResults, type Seen, type TestResults } from '../testing/results.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { waitFor } from '../testing/wait.ts';
import type { Closing, Comparison, MonthList } from './month-reports.schemas.ts';
import type { MonthRate } from './rate.schemas.ts';
import type { MonthlyReport } from './report.schemas.ts';

/** The last evening of November in the community (UTC+8). */
const evening = Date.parse('2026-11-30T10:00:00Z');
const hourMs = 3_600_000;
const flags = 14;
const rest = 12;
const drawn = 4;
const judgedFirst = 6;

describe('a month and its report', () => {
  let now = evening + 2 * hourMs;
  let service: TestService;
  let community: TestCommunity;
  let results: TestResults;
  let station: TestStation;
  let anna: Client;
  let secretary: Client;
  const november = '/api/v1/months/2026-11';
  const reportFor = async (client: Client, month = '2026-11') =>
    (await client.get<MonthlyReport>(`/api/v1/months/${month}/report`)).body;
  const standing = async () => (await secretary.get<Closing>(`${november}/closing`)).body;
  const photograph = async (at: number, seen: Seen[]): Promise<void> => {
    for (const [index, one] of seen.entries()) {
      const time = at + index * 60_000;
      const photo = await fieldsPicture(['kitchen'], time % 100_000_007);
      const content = (time / 60_000) % 1_000_000;
      await results.classify(station, photo, new Date(time).toISOString(), [{ ...one, content: content * 40 }]);
    }
  };
  /** Judges up to `count` items as misplaced; returns the verdicts. */
  const judge = async (client: Client, count: number): Promise<JudgedFinding[]> => {
    const given: JudgedFinding[] = [];
    while (given.length < count) {
      const [item] = (await client.send<Deal>('POST', '/api/v1/review/deals', { count: 1 })).body.items;
      if (!item) break;
      const verdict = { version: item.version, judgement: 'misplaced', actual: 'residual' };
      const { status, body } = await client.send<JudgedFinding>('PUT', `/api/v1/findings/${item.id}/verdict`, verdict);
      expect(status).toBe(200);
      given.push(body);
    }
    return given;
  };

  beforeAll(async () => {
    service = await startTestService({
      clock: () => now,
      config: { auditsPerDay: 6, sessionHours: 2_000, secondLookPercent: 0 },
    });
    community = await setUpCommunity(service);
    results = createTestResults(service);
    const estateId = await community.addEstate('One');
    await community.addEstate('Two');
    station = await community.addStation(estateId, 'A', ['kitchen']);
    anna = await community.addPerson('anna', 'reviewer');
    secretary = await community.addPerson('sun', 'secretary');
    await photograph(evening, [
      ...Array.from({ length: flags }, () => ({ label: 'paper_cardboard' })),
      ...Array.from({ length: rest }, () => ({ label: 'vegetable' })),
    ]);
  }, 120_000);
  afterAll(async () => {
    await results.close();
    await service.stop();
  });

  it('is running until local midnight, and can’t be closed', async () => {
    const report = await reportFor(secretary);
    expect(report.head).toMatchObject({ month: '2026-11', state: 'running', closedAt: null });
    expect(report.rate.sample).toMatchObject({ episodes: flags + rest, flags, audits: 0 });
    expect(report.sentences.map(({ generated }) => generated.code)).toEqual([
      'nothing_judged',
      'nothing_confirmed',
      'basis',
    ]);
    expect(report.trend.map(({ month }) => month)).toHaveLength(13);
    expect(report.trend.at(-1)).toMatchObject({ month: '2026-11', state: 'running' });
    const closing = await secretary.send('POST', `${november}/closing`, { inputsHash: report.head.inputsHash });
    expect(closing).toMatchObject({ status: 409, body: { code: 'month_not_over' } });
  });

  it('has its draft made by itself after its end, announced to those who see counts, once', async () => {
    const viewer = await community.addPerson('vera', 'viewer', [2]);
    const heard = await listen(service.url, viewer);
    now = Date.parse('2026-11-30T16:00:00Z') + 4 * hourMs;
    service.container.drawAudits();
    await service.container.draftReports();
    await waitFor(() => heard.events().some(({ kind }) => kind === 'months'));
    heard.close();
    await service.container.draftReports();
    const { items } = (await viewer.get<MonthList>('/api/v1/months')).body;
    expect(items.map(({ month, state }) => [month, state])).toEqual([
      ['2026-12', 'running'],
      ['2026-11', 'draft'],
    ]);
    const limited = await reportFor(viewer);
    expect([limited.estates, limited.stations, limited.notMeasured.stations]).toEqual([[], [], []]);
    expect(limited.rate.sample.episodes).toBe(flags + rest);
  });

  it('waits for every flag and audit, or a draw of what is left that keeps what lies on a desk', async () => {
    await judge(anna, judgedFirst);
    await anna.send<Deal>('POST', '/api/v1/review/deals', { count: 1 });
    const before = await standing();
    expect(before).toMatchObject({ state: 'draft', mayClose: false, awaitsDraw: false });
    expect(before.flagsOpen + before.auditsOpen).toBe(flags + 6 - judgedFirst);
    const { inputsHash } = (await reportFor(secretary)).head;
    expect(await secretary.send('POST', `${november}/closing`, { inputsHash })).toMatchObject({
      status: 409,
      body: { code: 'month_unfinished' },
    });
    expect(await secretary.send('POST', `${november}/rest-draws`, { judge: 1_000 })).toMatchObject({
      status: 409,
      body: { code: 'nothing_left' },
    });
    const { status, body } = await secretary.send<Closing>('POST', `${november}/rest-draws`, { judge: drawn });
    expect(status).toBe(201);
    const [draw] = body.draws;
    expect(draw).toMatchObject({ number: 1, chosen: drawn });
    expect(body.flagsOpen).toBeLessThanOrEqual(drawn + 1);
    expect(body.flagsOpen).toBe(before.flagsOpen - (draw?.notReviewed ?? 0));
  });

  it('weighs those drawn for those left, which carry no case', async () => {
    await judge(anna, 100);
    expect(await standing()).toMatchObject({ mayClose: true, flagsOpen: 0, auditsOpen: 0 });
    const report = await reportFor(secretary);
    const { sample, isProvisional, estimate } = report.rate;
    expect(isProvisional).toBe(false);
    expect(sample.flagsJudged + sample.notReviewed).toBe(flags);
    // Everything judged was misplaced, so the weights must add up to all there is: 100 % with nothing counted twice.
    expect(estimate).toBeNull();
    expect(report.rate.judged).toBe(sample.flagsJudged + sample.auditsJudged);
    expect(report.rate.naive).toBeCloseTo(sample.flagsJudged / (flags + rest), 9);
    expect(report.confirmed).toMatchObject({ total: report.rate.misplaced, reported: 0 });
    expect(report.causes.stations).toMatchObject([{ station: { name: 'A' }, confirmed: report.rate.misplaced }]);
  });

  it('keeps what a person writes beside what was generated, with its history', async () => {
    const path = `${november}/report/sentences/rate`;
    expect((await secretary.send('PUT', path, { text: '本月抽查偏少。', version: 0 })).status).toBe(204);
    expect(await secretary.send('PUT', path, { text: '另一句', version: 0 })).toMatchObject({
      status: 409,
      body: { code: 'sentence_changed' },
    });
    await secretary.send('PUT', path, { text: null, version: 1 });
    await secretary.send('PUT', path, { text: '本月复核较少，下月补足。', version: 2 });
    const [first] = (await reportFor(secretary)).sentences;
    expect(first).toMatchObject({
      place: 'rate',
      version: 3,
      edit: { text: '本月复核较少，下月补足。', by: { name: 'sun' } },
    });
    expect(first?.generated.code).toBe('rate_too_few');
    const { body } = await secretary.get<{ items: { text: string | null }[] }>(`${november}/report/sentences`);
    expect(body.items.map(({ text }) => text)).toEqual(['本月抽查偏少。', null, '本月复核较少，下月补足。']);
  });

  it('is closed only as it was looked at; the same bytes ever after', async () => {
    const looked = await reportFor(secretary);
    await photograph(evening + 90 * 60_000, [{ label: 'vegetable' }]);
    const { inputsHash } = looked.head;
    expect(await secretary.send('POST', `${november}/closing`, { inputsHash })).toMatchObject({
      status: 409,
      body: { code: 'report_changed' },
    });
    const fresh = (await reportFor(secretary)).head.inputsHash;
    const closed = await secretary.send<MonthlyReport>('POST', `${november}/closing`, { inputsHash: fresh });
    expect(closed.status).toBe(201);
    expect(closed.body.head).toMatchObject({ state: 'closed', closedBy: { name: 'sun' }, inputsHash: fresh });
    expect(JSON.stringify(await reportFor(secretary))).toBe(JSON.stringify(closed.body));
    expect(await secretary.send('POST', `${november}/closing`, { inputsHash: fresh })).toMatchObject({
      status: 409,
      body: { code: 'month_closed' },
    });
    const [, listed] = (await secretary.get<MonthList>('/api/v1/months')).body.items;
    expect(listed).toMatchObject({ month: '2026-11', state: 'closed', closedBy: { name: 'sun' }, inputsHash: fresh });
  });

  it('keeps its verdicts once closed; what comes late is a correction there and in the next report', async () => {
    const before = await reportFor(secretary);
    now += hourMs;
    await photograph(evening + 100 * 60_000, [{ label: 'paper_cardboard' }]);
    const [late] = await judge(anna, 1);
    const session = { group: 'members', topic: '分类', day: '2026-11-20', place: '活动室', trainer: '孙', others: 5 };
    expect((await secretary.send('POST', '/api/v1/training', session)).status).toBe(201);
    expect(before.later.training).toMatchObject({ sessions: 0 });
    const after = await reportFor(secretary);
    expect(after.corrections.own).toMatchObject([
      { month: '2026-11', kind: 'confirmed', station: { name: 'A' }, day: '2026-11-30', on: '2026-12-01' },
    ]);
    expect({ ...after, corrections: before.corrections }).toEqual(before);
    const { body: rate } = await anna.get<MonthRate>(`${november}/rate`);
    expect(rate.community.judged).toBe(before.rate.judged);
    const next = await reportFor(secretary, '2026-12');
    expect(next.corrections.earlier).toEqual(after.corrections.own);
    expect(next.trend.at(-2)).toMatchObject({ month: '2026-11', state: 'closed', judged: before.rate.judged });
    // What was given after the closing is no part of it: a slip can be taken back.
    const undone = await anna.send('POST', `/api/v1/findings/${late?.id}/undo`, { version: late?.version });
    expect(undone.status).toBe(200);
    expect((await reportFor(secretary)).corrections.own).toEqual([]);
  });

  it('refuses to take back a verdict that a closed report rests on', async () => {
    const { items } = (await anna.get<{ items: { id: string; version: number }[] }>('/api/v1/findings?limit=5')).body;
    const old = items.at(-1);
    expect(await anna.send('POST', `/api/v1/findings/${old?.id}/undo`, { version: old?.version })).toMatchObject({
      status: 409,
      body: { code: 'month_closed' },
    });
  });

  it('stands against the month before with intervals', async () => {
    const { body } = await anna.get<Comparison>('/api/v1/months/2026-12/comparison');
    expect(body).toMatchObject({ month: '2026-12', before: '2026-11', community: { change: 'unknown' } });
    expect(body.community.before.judged).toBeGreaterThan(0);
  });
});
