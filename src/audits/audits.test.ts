import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heldBelow } from '../findings/findings.rules.ts';
import type { Deal, JudgedFinding } from '../findings/findings.schemas.ts';
import { openDatabase } from '../platform/db/database.ts';
import type { Client } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity } from '../testing/community.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { createTestResults, type Seen, type TestResults } from '../testing/results.ts';
import { startTestService, type TestService } from '../testing/service.ts';

const evening = Date.parse('2026-11-20T10:00:00Z');
const midnight = Date.parse('2026-11-20T16:00:00Z');
const hourMs = 3_600_000;
const budget = 4;

interface Row {
  id: number;
  flagged: number;
  stratum: string | null;
  selection_probability: number | null;
  source: string | null;
  chance: number | null;
}

describe('the audits of a day', () => {
  let now = evening + hourMs;
  let service: TestService;
  let community: TestCommunity;
  let results: TestResults;
  let anna: Client;
  let estateId: number;
  let pictures = 0;

  const photographed = async (name: string, at: number, contents: Seen[]): Promise<void> => {
    const station = await community.addStation(estateId, name, ['kitchen']);
    for (const [index, seen] of contents.entries()) {
      pictures += 1;
      const time = new Date(at + index * 60_000).toISOString();
      const photo = await fieldsPicture(['kitchen'], pictures);
      await results.classify(station, photo, time, [{ ...seen, content: pictures * 40 }]);
    }
  };
  /** Every episode with the finding made of it, as the database holds them. */
  const rows = (): Row[] => {
    const db = openDatabase(`${service.dataDir}/greensleeve.db`);
    const all = db.$client
      .prepare<[], Row>(
        `SELECT episode.id, flagged, stratum, episode.selection_probability, source, finding.selection_probability AS chance
         FROM episode LEFT JOIN finding ON finding.episode_id = episode.id ORDER BY episode.id`,
      )
      .all();
    db.$client.close();
    return all;
  };

  /** How many of an estate's flags have a place below which they wait for their day's draw. */
  const flagsHeld = (estate: number): number => {
    const db = openDatabase(`${service.dataDir}/greensleeve.db`);
    const held = db.$client
      .prepare<[number, number], { held: number }>(
        `SELECT count(*) AS held FROM finding JOIN station ON station.id = finding.station_id
         WHERE station.estate_id = ? AND deal_order < ?`,
      )
      .get(estate, heldBelow)?.held;
    db.$client.close();
    return held ?? 0;
  };

  beforeAll(async () => {
    service = await startTestService({ clock: () => now, config: { auditsPerDay: budget, sessionHours: 200 } });
    community = await setUpCommunity(service);
    results = createTestResults(service);
    estateId = await community.addEstate('One');
    anna = await community.addPerson('anna', 'reviewer');
    const right: Seen[] = Array.from({ length: 9 }, () => ({ label: 'vegetable' }));
    await photographed('A', evening, [...right, { label: 'paper_cardboard' }, { label: 'vegetable', dark: true }]);
  });
  afterAll(async () => {
    await results.close();
    await service.stop();
  });

  it('aren’t drawn before the day has ended and late photographs have had time to come', () => {
    now = midnight + hourMs;
    service.container.drawAudits();
    expect(rows().filter(({ stratum }) => stratum !== null)).toEqual([]);
  });

  it('are drawn once: the probability of every unflagged episode is kept, the chosen ones become findings', () => {
    now = midnight + 3 * hourMs;
    service.container.drawAudits();
    const drawn = rows();
    service.container.drawAudits();
    expect(rows()).toEqual(drawn);
    const unflagged = drawn.filter(({ flagged }) => flagged === 0);
    expect(unflagged.length).toBe(10);
    expect(unflagged.every(({ stratum, selection_probability: chance }) => stratum && chance && chance > 0)).toBe(true);
    const audits = drawn.filter(({ source }) => source === 'audit');
    expect(audits.length).toBe(budget);
    // Each stands for as many as its probability says; together for all that could be drawn.
    expect(audits.reduce((total, { chance }) => total + 1 / (chance ?? 0), 0)).toBeCloseTo(10, 9);
    expect(drawn.filter(({ flagged }) => flagged === 1)).toMatchObject([{ source: 'flag', chance: 1, stratum: null }]);
  });

  it('are dealt among the flags and look like them', async () => {
    const { body } = await anna.send<Deal>('POST', '/api/v1/review/deals', { count: 5 });
    expect(body.waiting).toBe(budget + 1);
    const [shape] = body.items.map((item) => Object.keys(item).sort().join());
    for (const item of body.items) {
      expect(Object.keys(item).sort().join()).toBe(shape);
      expect(JSON.stringify(item)).not.toMatch(/audit|flag|score|stratum|probab/i);
    }
    const sources: string[] = [];
    for (const { id, version } of body.items) {
      const judged = await anna.send<JudgedFinding>('PUT', `/api/v1/findings/${id}/verdict`, {
        version,
        judgement: 'fits',
      });
      sources.push(judged.body.reveal?.source ?? '');
    }
    expect(sources.toSorted()).toEqual(['audit', 'audit', 'audit', 'audit', 'flag']);
  });

  it('of the next day include what turned up late, and leave drawn episodes alone', async () => {
    const before = rows();
    now = midnight + 20 * hourMs;
    await photographed('B', evening + hourMs, [{ label: 'vegetable' }]);
    await photographed('C', evening + 24 * hourMs, [{ label: 'vegetable' }, { label: 'vegetable' }]);
    now = midnight + 27 * hourMs;
    service.container.drawAudits();
    const after = rows();
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.slice(before.length).map(({ source, chance }) => [source, chance])).toEqual([
      ['audit', 1],
      ['audit', 1],
      ['audit', 1],
    ]);
  });

  it('aren’t told from flags by their day: some flags of a day that goes on wait for its draw', async () => {
    const fresh = await community.addEstate('Two');
    const bert = await community.addPerson('bert', 'reviewer', [fresh]);
    estateId = fresh;
    now = midnight + 44 * hourMs;
    const wrong: Seen[] = Array.from({ length: 12 }, () => ({ label: 'paper_cardboard' }));
    await photographed('D', evening + 48 * hourMs, wrong);
    const waiting = async () => (await bert.send<Deal>('POST', '/api/v1/review/deals', { count: 1 })).body.waiting;
    // Which of them wait follows from the community's seed, which is drawn anew for each test.
    const held = flagsHeld(fresh);
    expect(await waiting()).toBe(12 - held);
    now = midnight + 51 * hourMs;
    service.container.drawAudits();
    expect(await waiting()).toBe(12);
  });
});
