/** For tests of what follows from cases: a service with homes and people, and cases that are judged, signed and handed over. */
import { join } from 'node:path';
import type { Deal, ReviewItem } from '../findings/findings.schemas.ts';
import { type Db, openDatabase } from '../platform/db/database.ts';
import type { Client } from '../testing/client.ts';
import { setUpCommunity } from '../testing/community.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { createTestResults } from '../testing/results.ts';
import { startTestService } from '../testing/service.ts';
import type { NoticeList, NoticeView } from './notices.schemas.ts';

export const dayMs = 86_400_000;

export type ToldCases = Awaited<ReturnType<typeof openToldCases>>;

/** Homes 1 to 12 in a unit; mei (a member) lives in 1, otto (a member) has the unit as his field. */
export async function openToldCases(start: number) {
  let now = start;
  const service = await startTestService({ clock: () => now, config: { sessionHours: 20_000 } });
  const community = await setUpCommunity(service);
  const results = createTestResults(service);
  const estateId = await community.addEstate('One');
  const station = await community.addStation(estateId, 'Station', ['kitchen', 'residual']);
  const anna = await community.addPerson('anna', 'reviewer');
  const secretary = await community.addPerson('sven', 'secretary');
  const branch = await community.addPerson('berta', 'branch');
  const member = await community.addPerson('mei', 'member');
  await community.addPerson('otto', 'member');
  const inDatabase = <Result>(work: (db: Db['$client']) => Result): Result => {
    const db = openDatabase(join(service.dataDir, 'greensleeve.db')).$client;
    const result = work(db);
    db.close();
    return result;
  };
  inDatabase((db) => {
    const homes = Array.from(
      { length: 12 },
      (_, index) =>
        `(${index + 1}, 1, '${index + 101}', 'AB${index < 6 ? 'C' : 'D'}X${String(index).padStart(2, '0')}')`,
    ).join(', ');
    db.exec(`INSERT INTO building (id, estate_id, name) VALUES (1, ${estateId}, '3号楼');
      INSERT INTO unit (id, building_id, name) VALUES (1, 1, '2单元');
      INSERT INTO household (id, unit_id, room, code) VALUES ${homes};
      INSERT INTO branch (id, name, created_at) VALUES (1, '第一支部', 1);
      UPDATE person SET household_id = 1, branch_id = 1 WHERE username = 'mei';
      INSERT INTO responsibility_field (person_id, unit_id, from_day, recorded_at, recorded_by)
        SELECT id, 1, '2026-01-01', 1, id FROM person WHERE username = 'otto';`);
  });
  let made = 0;
  /** A case of a household, told on paper; its term runs from now. Taken `ageMs` ago. */
  const tell = async (household: number, ageMs = 0): Promise<NoticeView> => {
    made += 1;
    const at = new Date(now - ageMs - made * 60_000).toISOString();
    const photo = await fieldsPicture(['recyclable', 'residual'], made);
    const seen = [
      { label: 'paper_cardboard', content: made * 40 },
      { label: 'ceramic', content: 7 },
    ];
    await results.classify(station, photo, at, seen);
    const [item] = (await anna.send<Deal>('POST', '/api/v1/review/deals', { count: 1 })).body.items as [ReviewItem];
    const verdict = { version: item.version, judgement: 'misplaced', actual: 'recyclable' };
    await anna.send('PUT', `/api/v1/findings/${item.id}/verdict`, verdict);
    const target = { kind: 'household', id: household, basis: 'bag_number' };
    const path = `/api/v1/findings/${item.id}/attribution`;
    const { body } = await anna.send<{ attribution: { id: number } }>('PUT', path, { replaces: null, target });
    await secretary.send('POST', `/api/v1/attributions/${body.attribution.id}/signature`, { decision: 'signed' });
    const { items } = (await secretary.get<NoticeList>('/api/v1/notices')).body;
    const notice = items.find(({ findingId }) => findingId === item.id);
    if (!notice) throw new Error('the signature made no notice');
    await secretary.send('PUT', `/api/v1/notices/${notice.id}/delivery`);
    return notice;
  };
  return {
    service,
    community,
    station,
    estateId,
    people: { anna, secretary, branch, member },
    inDatabase,
    tell,
    now: () => now,
    advance: (ms: number): void => {
      now += ms;
    },
    /** As a third person decides; taken back by deleting it again. */
    async appeal(client: Client, notice: NoticeView, by: Client, decision: 'upheld' | 'refused'): Promise<number> {
      const body = { code: notice.code, ground: 'not_ours' };
      await client.send('POST', '/api/v1/notice-codes/appeal', body);
      const { items } = (await by.get<{ items: { id: number; notice: { id: number } }[] }>('/api/v1/appeals')).body;
      const id = items.find((one) => one.notice.id === notice.id)?.id ?? 0;
      const { status } = await by.send('POST', `/api/v1/appeals/${id}/decision`, { decision, reason: '核对过' });
      if (status !== 204) throw new Error(`not decided: ${status}`);
      return id;
    },
    async close(): Promise<void> {
      await results.close();
      await service.stop();
    },
  };
}
