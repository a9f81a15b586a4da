import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Deal, ReviewItem } from '../findings/findings.schemas.ts';
import type { Category } from '../inference/categories.ts';
import type { HomeList } from '../places/homes.schemas.ts';
import { type Client, stranger } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity, type TestStation } from '../testing/community.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { createTestResults, type TestResults } from '../testing/results.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { type QuizList, type QuizView, quizListSchema, quizSchema, type Scored } from './quizzes.schemas.ts';

const now = Date.parse('2026-03-20T11:00:00Z');
let service: TestService;
let community: TestCommunity;
let results: TestResults;
let reviewer: Client;
let office: Client;
let kitchen: TestStation;
let residual: TestStation;
let homeId: number;
let made = 0;
let anyone: Client;

beforeAll(async () => {
  service = await startTestService({ clock: () => now, config: { secondLookPercent: 0, signInTries: 4 } });
  community = await setUpCommunity(service);
  results = createTestResults(service);
  anyone = stranger(service.url);
  const estateId = await community.addEstate('One');
  kitchen = await community.addStation(estateId, 'Kitchen', ['kitchen']);
  residual = await community.addStation(estateId, 'Residual', ['residual']);
  reviewer = await community.addPerson('reviewer', 'reviewer');
  office = await community.addPerson('secretary', 'secretary');
  const home = { estateId, building: '1幢', unit: '1单元', rooms: ['101'] };
  await community.administrator.send('POST', '/api/v1/households', home);
  const { body } = await community.administrator.get<HomeList>(`/api/v1/households?estateId=${estateId}`);
  homeId = body.items[0]?.id ?? 0;
});
afterAll(async () => {
  await results.close();
  await service.stop();
});

/** A confirmed case: what lay in the station's bin is `actual`. */
async function confirm(station: TestStation, actual: Category | 'mixed'): Promise<string> {
  made += 1;
  const at = new Date(now - made * 30 * 60_000).toISOString();
  const photo = await fieldsPicture(['recyclable'], made);
  await results.classify(station, photo, at, [{ label: 'paper_cardboard', content: made * 40 }]);
  const { body } = await reviewer.send<Deal>('POST', '/api/v1/review/deals', { count: 1 });
  const [item] = body.items as [ReviewItem];
  const verdict = { version: item.version, judgement: 'misplaced', actual };
  expect((await reviewer.send('PUT', `/api/v1/findings/${item.id}/verdict`, verdict)).status).toBe(200);
  return item.id;
}
const make = () =>
  office.send<{ id: number; code: string; detail: string }>('POST', '/api/v1/training-quizzes', { title: '小测验' });
const list = async () => (await office.get<QuizList>('/api/v1/training-quizzes')).body.items;

describe('a quiz of confirmed pictures', () => {
  it('is refused while a category has none that may be shown: a household’s and a mixed one don’t count', async () => {
    await confirm(kitchen, 'recyclable');
    await confirm(kitchen, 'residual');
    await confirm(residual, 'kitchen');
    await confirm(kitchen, 'mixed');
    const attributed = await confirm(kitchen, 'hazardous');
    const target = { kind: 'household', id: homeId, basis: 'bag_number' };
    const put = await reviewer.send('PUT', `/api/v1/findings/${attributed}/attribution`, { replaces: null, target });
    expect(put.status).toBe(200);
    const refused = await make();
    expect(refused.body.code).toBe('too_few_pictures');
    expect(refused.body.detail).toContain('hazardous');
  });

  it('is taken by its code without an account; the picture is a crop, the answer is not told before', async () => {
    await confirm(kitchen, 'hazardous');
    expect((await make()).status).toBe(201);
    const [made] = await list();
    expect(quizListSchema.parse({ items: [made] })).toEqual({ items: [made] });
    const quiz = (await anyone.get<QuizView>(`/api/v1/quizzes/${made?.code.toLowerCase()}`)).body;
    expect(quizSchema.parse(quiz)).toEqual(quiz);
    expect(quiz.questions).toHaveLength(4);
    for (const { pictureUrl } of quiz.questions) {
      expect(pictureUrl).toMatch(/^\/api\/v1\/public-crops\//);
      expect((await anyone.get(pictureUrl)).status).toBe(200);
    }
    const attempt = randomUUID();
    const answer = (position: number, chosen: Category) =>
      anyone.send<Scored>('POST', `/api/v1/quizzes/${made?.code}/answers`, {
        ...{ attempt, group: 'children', position, chosen },
      });
    for (const { position } of quiz.questions) {
      const { body } = await answer(position, 'kitchen');
      expect(body.isRight).toBe(body.right === 'kitchen');
      expect(body.lay).toBe(body.right === 'kitchen' ? 'residual' : 'kitchen');
      // A second answer is told the same and counts for nothing.
      expect((await answer(position, body.right)).body.isRight).toBe(true);
    }
    const [after] = await list();
    expect(after?.byGroup).toEqual([{ group: 'children', attempts: 1, answers: 4, right: 1 }]);
    expect(after?.mistakes.map(({ category, chosen, count }) => [category, chosen, count])).toEqual([
      ['hazardous', 'kitchen', 1],
      ['recyclable', 'kitchen', 1],
      ['residual', 'kitchen', 1],
    ]);
  });

  it('drops a picture that is said to be a household’s later, takes no answers once ended, and stops guessing', async () => {
    const [quiz] = await list();
    const findings = await reviewer.get<{ items: { id: string; verdict: { actual: string } }[] }>('/api/v1/findings');
    const one = findings.body.items.find(({ verdict }) => verdict.actual === 'recyclable');
    const target = { kind: 'household', id: homeId, basis: 'bag_number' };
    await reviewer.send('PUT', `/api/v1/findings/${one?.id}/attribution`, { replaces: null, target });
    expect((await list())[0]?.shown).toBe(3);
    expect((await office.send('POST', `/api/v1/training-quizzes/${quiz?.id}/close`)).status).toBe(204);
    const body = { attempt: randomUUID(), group: 'children', position: 1, chosen: 'kitchen' };
    const late = await anyone.send<{ code: string }>('POST', `/api/v1/quizzes/${quiz?.code}/answers`, body);
    expect(late.body.code).toBe('quiz_closed');
    const tries = [1, 2, 3, 4, 5, 6].map(() => anyone.get<{ code: string }>('/api/v1/quizzes/AAAAAA'));
    const codes = (await Promise.all(tries)).map(({ body: { code } }) => code);
    expect(codes).toContain('no_such_quiz');
    expect(codes).toContain('too_many_tries');
  });
});
