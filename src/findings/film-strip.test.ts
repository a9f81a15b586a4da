import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MonthCounts } from '../ledger/months.schemas.ts';
import type { Client } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity, type TestStation } from '../testing/community.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { createTestResults, type TestResults } from '../testing/results.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import type { FilmStrip } from './film-strip.schemas.ts';
import type { Deal, JudgedFinding, ReviewItem } from './findings.schemas.ts';

const start = Date.parse('2026-11-20T10:00:00Z');
let service: TestService;
let community: TestCommunity;
let results: TestResults;
let made = 0;

beforeAll(async () => {
  service = await startTestService({ clock: () => start + 3_600_000, config: { secondLookPercent: 0 } });
  community = await setUpCommunity(service);
  results = createTestResults(service);
});
afterAll(async () => {
  await results.close();
  await service.stop();
});

function inDatabase<Row>(statement: string): Row[] {
  const db = new Database(join(service.dataDir, 'greensleeve.db'));
  const prepared = db.prepare(statement);
  const rows = prepared.reader ? (prepared.all() as Row[]) : [];
  if (!prepared.reader) prepared.run();
  db.close();
  return rows;
}

/** A bin of its own with one frame a minute; each number is what it shows, like numbers in a row are one episode. */
async function binWith(contents: number[]): Promise<{ anna: Client; station: TestStation }> {
  made += 1;
  const estateId = await community.addEstate(`Estate ${made}`);
  const station = await community.addStation(estateId, `Station ${made}`, ['kitchen']);
  for (const [minute, content] of contents.entries()) {
    const photo = await fieldsPicture(['recyclable'], made * 100 + minute);
    const at = new Date(start + minute * 60_000).toISOString();
    await results.classify(station, photo, at, [{ label: 'paper_cardboard', content: made * 1000 + content }]);
  }
  return { anna: await community.addPerson(`anna${made}`, 'reviewer', [estateId]), station };
}
const dealt = async (client: Client): Promise<ReviewItem[]> => {
  const { items } = (await client.send<Deal>('POST', '/api/v1/review/deals', { count: 5 })).body;
  return items.sort((a, b) => a.capturedAt.localeCompare(b.capturedAt));
};
const strip = async (client: Client, id: string): Promise<FilmStrip> =>
  (await client.get<FilmStrip>(`/api/v1/findings/${id}/frames`)).body;
const edit = (client: Client, id: string, what: 'duplicate' | 'split' | 'undo', body: object) =>
  client.send<FilmStrip & { code?: string }>('POST', `/api/v1/findings/${id}/frames/${what}`, body);
const misplaced = (client: Client, { id, version }: ReviewItem) =>
  client.send<JudgedFinding>('PUT', `/api/v1/findings/${id}/verdict`, {
    ...{ version, judgement: 'misplaced', actual: 'recyclable' },
  });
const violations = async (client: Client, { stationId }: TestStation): Promise<number | undefined> => {
  const { body } = await client.get<MonthCounts>('/api/v1/months/2026-11/stations');
  return body.stations.find(({ id }) => id === stationId)?.violations;
};
const shape = ({ episodes }: FilmStrip) => episodes.map(({ place, count }) => [place, count]);

describe('the film strip', () => {
  it('shows the frames of the episode and those beside it in time, and nothing of what the model made of them', async () => {
    const { anna } = await binWith([1, 1, 2, 2, 2, 3]);
    const [, second] = (await dealt(anna)) as [ReviewItem, ReviewItem];
    const seen = await strip(anna, second.id);
    expect(shape(seen)).toEqual([
      ['before', 2],
      ['this', 3],
      ['after', 1],
    ]);
    expect(seen.episodes[1]?.frames.filter(({ isShown }) => isShown)).toHaveLength(1);
    const text = JSON.stringify(seen);
    for (const word of ['score', 'decision', 'flag', 'source', 'threshold', 'probab', 'stratum', 'finding']) {
      expect(text, word).not.toContain(word);
    }
    const url = seen.episodes[0]?.frames[0]?.photo?.url ?? '';
    expect((await anna.get(`${url}?size=small`)).status).toBe(200);
  });
});

describe('a duplicate', () => {
  it('is the later of two, has no consequence, counts in no rate, and can be taken back', async () => {
    const { anna, station } = await binWith([1, 2]);
    const [first, second] = (await dealt(anna)) as [ReviewItem, ReviewItem];
    await misplaced(anna, first);
    await misplaced(anna, second);
    expect(await violations(anna, station)).toBe(2);
    const [earlier, later] = (await strip(anna, first.id)).episodes;
    const marked = (await edit(anna, first.id, 'duplicate', { episode: later?.id })).body;
    expect(marked.episodes.map(({ duplicateOf }) => duplicateOf)).toEqual([null, earlier?.id]);
    expect(await violations(anna, station)).toBe(1);
    const [row] = inDatabase<{ reason: string }>(
      `SELECT void_reason AS reason FROM violation WHERE episode_id = ${later?.id} AND voided_at IS NOT NULL`,
    );
    expect(row?.reason).toBe('marked as a duplicate');
    expect((await edit(anna, second.id, 'duplicate', { episode: earlier?.id })).body.code).toBe('episode_changed');

    const undone = (await edit(anna, second.id, 'undo', { edit: marked.edits[0]?.id })).body;
    expect(undone.episodes.map(({ duplicateOf }) => duplicateOf)).toEqual([null, null]);
    expect(await violations(anna, station)).toBe(2);
    const kept = inDatabase<{ undone: number }>(
      `SELECT undone_at IS NOT NULL AS undone FROM episode_edit WHERE episode_id = ${later?.id}`,
    );
    expect(kept).toEqual([{ undone: 1 }]);
  });

  it('makes no case when it is judged afterwards', async () => {
    const { anna, station } = await binWith([1, 2]);
    const [first, second] = (await dealt(anna)) as [ReviewItem, ReviewItem];
    const [, later] = (await strip(anna, first.id)).episodes;
    await edit(anna, first.id, 'duplicate', { episode: later?.id });
    await misplaced(anna, second);
    expect(await violations(anna, station)).toBe(0);
  });
});

describe('a split', () => {
  it('leaves the verdict with the part whose frame was dealt; before the draw the other part is reviewed as well', async () => {
    const { anna, station } = await binWith([1, 1, 1, 1]);
    const [item] = (await dealt(anna)) as [ReviewItem];
    await misplaced(anna, item);
    const [own] = (await strip(anna, item.id)).episodes;
    const shown = own?.frames.findIndex(({ isShown }) => isShown);
    const split = (await edit(anna, item.id, 'split', { frame: own?.frames[2]?.id })).body;
    expect(split.episodes.map(({ count }) => count)).toEqual([2, 2]);
    const kept = split.episodes.find(({ place }) => place === 'this');
    expect(kept?.id).toBe(own?.id);
    expect(kept?.frames.some(({ isShown }) => isShown)).toBe(true);
    expect(split.episodes.findIndex(({ place }) => place === 'this')).toBe((shown ?? 0) >= 2 ? 1 : 0);
    expect(await violations(anna, station)).toBe(1);
    expect(await dealt(anna)).toHaveLength(1);

    const whole = (await edit(anna, item.id, 'undo', { edit: split.edits[0]?.id })).body;
    expect(shape(whole)).toEqual([['this', 4]]);
    expect(await dealt(anna)).toHaveLength(0);
  });

  it('can’t be taken back once its part was judged', async () => {
    const { anna } = await binWith([1, 1]);
    const [item] = (await dealt(anna)) as [ReviewItem];
    const [own] = (await strip(anna, item.id)).episodes;
    const { edits } = (await edit(anna, item.id, 'split', { frame: own?.frames[1]?.id })).body;
    for (const one of await dealt(anna)) await misplaced(anna, one);
    expect((await edit(anna, item.id, 'undo', { edit: edits[0]?.id })).body.code).toBe('episode_in_use');
  });

  it('after the day’s draw adds nothing to what can be drawn, and nothing to the queue', async () => {
    const { anna } = await binWith([1, 1]);
    const [item] = (await dealt(anna)) as [ReviewItem];
    inDatabase("INSERT INTO audit_draw (day, drawn_at, budget, episodes, audits) VALUES ('2026-11-20', 1, 1, 1, 0)");
    const [own] = (await strip(anna, item.id)).episodes;
    const split = (await edit(anna, item.id, 'split', { frame: own?.frames[1]?.id })).body;
    const part = split.episodes.find(({ place }) => place !== 'this');
    const rows = inDatabase<{ outside: number; flagged: number }>(
      `SELECT outside_draw AS outside, flagged FROM episode WHERE id = ${part?.id}`,
    );
    expect(rows).toEqual([{ outside: 1, flagged: 0 }]);
    expect(await dealt(anna)).toHaveLength(1);
    inDatabase("DELETE FROM audit_draw WHERE day = '2026-11-20'");
  });

  it('is refused before the first frame and for frames of another episode', async () => {
    const { anna } = await binWith([1, 2]);
    const [item] = (await dealt(anna)) as [ReviewItem];
    const { episodes } = await strip(anna, item.id);
    for (const { frames } of episodes) {
      expect((await edit(anna, item.id, 'split', { frame: frames[0]?.id })).body.code).toBe('episode_changed');
    }
  });
});
