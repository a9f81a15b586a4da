import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../testing/client.ts';
import { waitFor } from '../testing/wait.ts';
import { openReports, type Reports } from './volunteer-reports.fixture.ts';
import {
  type ReportState,
  type StationCare,
  type StationEventList,
  stationCareSchema,
} from './volunteer-reports.schemas.ts';

const start = Date.parse('2026-11-20T10:00:00Z');
const now = start + 3_600_000;
const misplaced = { judgement: 'misplaced', actual: 'recyclable' };
let site: Reports;
let volunteer: Client;
let reviewer: Client;
beforeAll(async () => {
  site = await openReports(() => now);
  ({ volunteer, reviewer } = site);
});
afterAll(() => site.close());

const becomes = (id: string, state: ReportState, client = volunteer) =>
  waitFor(async () => (await site.mine(client, id)).state === state, { what: `report to be ${state}` });

describe('a report of a bin', () => {
  it('is judged by somebody else, blind, and its sender hears what became of it', async () => {
    const station = await site.addStation();
    const report = await site.report(volunteer, station, start);
    await becomes(report.id, 'in_review');
    const [item] = await site.deal(reviewer, station);
    expect(item).toMatchObject({ expected: 'kitchen', place: { bin: { id: station.bins[0]?.id } } });
    expect(JSON.stringify(item)).not.toMatch(/report|score|decision|volunteer/i);
    const judged = await site.judge(reviewer, item as never, misplaced);
    expect(judged.body.reveal).toMatchObject({ source: 'report', decision: 'misplaced' });
    await becomes(report.id, 'confirmed');
    expect(await site.countsOf(station)).toMatchObject({
      photos: 1,
      reported: 1,
      flagged: 0,
      episodes: 0,
      violations: 1,
    });
    expect(JSON.stringify(await site.mine(volunteer, report.id))).not.toMatch(/reviewer/);

    await reviewer.send('POST', `/api/v1/findings/${judged.body.id}/undo`, { version: judged.body.version });
    await becomes(report.id, 'in_review');
    expect(await site.countsOf(station)).toMatchObject({ violations: 0 });
    await site.judge(reviewer, { id: judged.body.id, version: 2 }, { judgement: 'fits' });
    await becomes(report.id, 'rejected');
  });

  it('is never dealt to who took it, even where they review', async () => {
    const station = await site.addStation();
    const report = await site.report(reviewer, station, start);
    await becomes(report.id, 'in_review', reviewer);
    expect(await site.deal(reviewer, station)).toEqual([]);
    const [item] = await site.deal(site.community.administrator, station);
    const refused = await site.judge(reviewer, item as never, misplaced);
    expect(refused.body.code).toBe('own_photo');
    await site.judge(site.community.administrator, item as never, { judgement: 'unclear' });
    await becomes(report.id, 'cannot_tell', reviewer);
  });

  it('is looked at also when the model sees nothing in it', async () => {
    const station = await site.addStation();
    const report = await site.report(volunteer, station, start, { label: 'nothing_to_judge', dark: true });
    await becomes(report.id, 'in_review');
    const [item] = await site.deal(reviewer, station);
    await site.judge(reviewer, item as never, { judgement: 'no_waste' });
    await becomes(report.id, 'rejected');
  });

  it('whose photograph can’t be read says so', async () => {
    const station = await site.addStation();
    const report = await site.report(volunteer, station, start, null);
    await site.results.putOutcome(site.captureOf(report), { kind: 'unreadable', reason: 'corrupt: broken' });
    await becomes(report.id, 'unreadable');
  });
});

describe('a case that a camera and a volunteer both saw', () => {
  it('that is found already gets no second finding; the report follows it', async () => {
    const station = await site.addStation();
    await site.see(station, start, 'paper_cardboard', 10);
    const report = await site.report(volunteer, station, start + 40_000);
    const second = await site.report(reviewer, station, start + 50_000);
    await becomes(report.id, 'in_review');
    await becomes(second.id, 'in_review', reviewer);
    expect((await site.mine(volunteer, report.id)).knownCase).toBe(true);
    const items = await site.deal(site.community.administrator, station);
    expect(items).toHaveLength(1);
    await site.judge(site.community.administrator, items[0] as never, misplaced);
    await becomes(report.id, 'confirmed');
    await becomes(second.id, 'confirmed', reviewer);
    expect(await site.countsOf(station)).toMatchObject({ flagged: 1, violations: 1 });
  });

  it('has one live violation also when the report was confirmed before the camera’s frames came', async () => {
    const station = await site.addStation();
    const report = await site.report(volunteer, station, start);
    await becomes(report.id, 'in_review');
    const [reported] = await site.deal(reviewer, station);
    const first = await site.judge(reviewer, reported as never, misplaced);
    await site.see(station, start, 'paper_cardboard', 10);
    const [flagged] = await site.deal(reviewer, station);
    const second = await site.judge(reviewer, flagged as never, misplaced);
    expect(second.status).toBe(200);
    expect(await site.countsOf(station)).toMatchObject({ misplaced: 2, violations: 1 });
    for (const { body } of [first, second]) {
      expect((await reviewer.send('POST', `/api/v1/findings/${body.id}/undo`, { version: body.version })).status).toBe(
        200,
      );
      const left = body.id === first.body.id ? 1 : 0;
      expect(await site.countsOf(station)).toMatchObject({ violations: left });
    }
  });

  it('that the camera’s picture did not show is judged by the volunteer’s', async () => {
    const station = await site.addStation();
    await site.see(station, start, 'paper_cardboard', 10);
    const report = await site.report(volunteer, station, start + 10_000);
    await becomes(report.id, 'in_review');
    const [flagged] = await site.deal(reviewer, station);
    await site.judge(reviewer, flagged as never, { judgement: 'unclear' });
    const [asked] = await site.deal(reviewer, station);
    expect(asked?.id).not.toBe(flagged?.id);
    await site.judge(reviewer, asked as never, misplaced);
    await becomes(report.id, 'confirmed');
    expect(await site.countsOf(station)).toMatchObject({ flagged: 1, violations: 1 });
  });

  it('is not the same at another time or in another bin', async () => {
    const station = await site.addStation();
    await site.see(station, start, 'paper_cardboard', 10);
    const later = await site.report(volunteer, station, start + 600_000);
    await becomes(later.id, 'in_review');
    expect((await site.mine(volunteer, later.id)).knownCase).toBe(false);
    const turned = { ...station, bins: [...station.bins].reverse() };
    const other = await site.report(volunteer, turned, start);
    await becomes(other.id, 'in_review');
    expect(await site.deal(reviewer, station)).toHaveLength(3);
  });
});

describe('a report whose verdict gets a second look', () => {
  it('stays one report: its sender hears nothing of the look, and waits while two people differ', async () => {
    const strict = await openReports(() => now, { secondLookPercent: 100 });
    const station = await strict.addStation();
    const others = [
      await strict.community.addPerson('second', 'reviewer'),
      await strict.community.addPerson('third', 'reviewer'),
    ];
    const report = await strict.report(strict.volunteer, station, start);
    const states: string[] = [];
    const verdicts = [misplaced, { judgement: 'fits' }, misplaced];
    for (const [index, client] of [strict.reviewer, ...others].entries()) {
      const [item] = await waitFor(async () => {
        const items = await strict.deal(client, station);
        return items.length > 0 ? items : null;
      });
      await strict.judge(client, item as never, verdicts[index] ?? misplaced);
      const { items } = await strict.listOf(strict.volunteer);
      expect(items.map(({ id }) => id)).toEqual([report.id]);
      states.push(items[0]?.state ?? '');
    }
    expect(states).toEqual(['confirmed', 'in_review', 'confirmed']);
    await strict.close();
  });
});

describe('waste beside the bins', () => {
  it('is for the bin chief to put right, not for review, and can be reopened', async () => {
    const station = await site.addStation();
    const chief = await site.community.addPerson('chief', 'bin_chief');
    const request = { id: crypto.randomUUID(), stationId: station.stationId, note: '地上有袋子' };
    const { body: report } = await site.sendForm(volunteer, request, await site.photo());
    expect(report).toMatchObject({ state: 'passed_on', place: { bin: null } });
    await site.results.putWhole(site.captureOf(report), { label: 'vegetable' });
    const open = async (client: Client, state = 'open') =>
      (await client.get<StationEventList>(`/api/v1/station-events?state=${state}`)).body.items;
    const [event] = await open(chief);
    expect(event).toMatchObject({ place: { station: { id: station.stationId } }, note: '地上有袋子', done: null });
    expect((await chief.get(event?.photo.url ?? '')).status).toBe(200);
    expect(JSON.stringify(event)).not.toContain('volunteer');
    expect(await open(volunteer)).toEqual([]);
    expect((await volunteer.send('POST', `/api/v1/station-events/${event?.id}/finish`)).status).toBe(404);

    expect((await chief.send('POST', `/api/v1/station-events/${event?.id}/finish`)).status).toBe(204);
    await becomes(report.id, 'dealt_with');
    expect(await open(chief)).toEqual([]);
    expect((await open(site.community.administrator, 'done'))[0]?.done).toMatchObject({ by: 'chief' });
    expect((await chief.send('POST', `/api/v1/station-events/${event?.id}/reopen`)).status).toBe(204);
    await becomes(report.id, 'passed_on');
    expect(await site.deal(reviewer, station)).toEqual([]);
  });
});

describe('the stations that somebody looks after', () => {
  it('are shown with their bins, last photographs, confirmed cases and what is to be put right', async () => {
    const station = await site.addStation();
    await site.see(station, start, 'paper_cardboard', 10);
    const [item] = await site.deal(reviewer, station);
    await site.judge(reviewer, item as never, misplaced);
    const request = { id: crypto.randomUUID(), stationId: station.stationId };
    await site.sendForm(volunteer, request, await site.photo());
    const chief = await site.community.addPerson('other-chief', 'bin_chief');
    const { body } = await chief.get<StationCare>('/api/v1/station-care');
    expect(stationCareSchema.parse(body)).toEqual(body);
    expect(body.month).toBe('2026-11');
    const shown = body.items.find(({ id }) => id === station.stationId);
    expect(shown).toMatchObject({
      openEvents: 1,
      bins: [
        { expected: 'kitchen', lastPhotoAt: new Date(start).toISOString(), confirmed: 1 },
        { expected: 'residual', lastPhotoAt: new Date(start).toISOString(), confirmed: 0 },
      ],
    });
    expect((await volunteer.get<StationCare>('/api/v1/station-care')).body.items).toEqual([]);
  });
});
