import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Deal } from '../findings/findings.schemas.ts';
import type { Client } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity } from '../testing/community.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { createTestResults, type Seen, type TestResults } from '../testing/results.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import type { MonthRate } from './rate.schemas.ts';

const evening = Date.parse('2026-11-20T10:00:00Z');
const hourMs = 3_600_000;
const audits = 24;
const flags = 10;
const rest = 40;

describe('a month’s rate', () => {
  let now = evening + 2 * hourMs;
  let service: TestService;
  let community: TestCommunity;
  let results: TestResults;
  let anna: Client;
  const rateFor = async (client: Client) => (await client.get<MonthRate>('/api/v1/months/2026-11/rate')).body;

  beforeAll(async () => {
    service = await startTestService({
      clock: () => now,
      config: { auditsPerDay: audits, sessionHours: 200, secondLookPercent: 0 },
    });
    community = await setUpCommunity(service);
    results = createTestResults(service);
    const estateId = await community.addEstate('One');
    await community.addEstate('Two');
    anna = await community.addPerson('anna', 'reviewer');
    const station = await community.addStation(estateId, 'A', ['kitchen']);
    const seen: Seen[] = [
      ...Array.from({ length: flags }, () => ({ label: 'paper_cardboard' })),
      ...Array.from({ length: rest }, () => ({ label: 'vegetable' })),
    ];
    for (const [index, one] of seen.entries()) {
      const at = new Date(evening + index * 60_000).toISOString();
      await results.classify(station, await fieldsPicture(['kitchen'], index), at, [{ ...one, content: index * 40 }]);
    }
  }, 120_000);
  afterAll(async () => {
    await results.close();
    await service.stop();
  });

  it('is none before the day had its draw, however many flags were judged', async () => {
    const { community: whole, sample, isProvisional } = await rateFor(anna);
    expect(whole).toEqual({ judged: 0, judgeable: 0, misplaced: 0, estimate: null });
    expect(sample).toMatchObject({ flags, audits: 0, days: 0 });
    expect(isProvisional).toBe(true);
  });

  it('comes from verdicts on flags and on audits, each audit standing for what it was drawn from', async () => {
    now = evening + 10 * hourMs;
    service.container.drawAudits();
    // Whoever judges sees no difference: every second item is found misplaced, whatever it is.
    let misplacedFlags = 0;
    let misplacedAudits = 0;
    for (let turn = 0; ; turn += 1) {
      const [item] = (await anna.send<Deal>('POST', '/api/v1/review/deals', { count: 1 })).body.items;
      if (!item) break;
      const isMisplaced = turn % 2 === 0;
      const { body } = await anna.send<{ reveal: { source: string } }>('PUT', `/api/v1/findings/${item.id}/verdict`, {
        version: item.version,
        ...(isMisplaced ? { judgement: 'misplaced', actual: 'residual' } : { judgement: 'fits' }),
      });
      if (isMisplaced && body.reveal.source === 'flag') misplacedFlags += 1;
      if (isMisplaced && body.reveal.source === 'audit') misplacedAudits += 1;
    }
    expect(misplacedFlags + misplacedAudits).toBe((flags + audits) / 2);
    const rate = await rateFor(anna);
    const expected = (misplacedFlags + (misplacedAudits * rest) / audits) / (flags + rest);
    expect(rate.community.estimate?.rate).toBeCloseTo(expected, 9);
    expect(rate.community.estimate?.low).toBeLessThan(expected);
    expect(rate.community.estimate?.high).toBeGreaterThan(expected);
    expect(rate.naive).toBeCloseTo(misplacedFlags / (flags + rest), 9);
    expect(rate.isProvisional).toBe(false);
    expect(rate.estates.map(({ estate, judged }) => [estate.name, judged])).toEqual([['One', flags + audits]]);
  });

  it('of estates and stations is shown to those who may see them', async () => {
    const elsewhere = await community.addPerson('zoe', 'viewer', [2]);
    const { community: whole, estates, stations } = await rateFor(elsewhere);
    expect(whole.judged).toBe(flags + audits);
    expect([estates, stations]).toEqual([[], []]);
  });
});
