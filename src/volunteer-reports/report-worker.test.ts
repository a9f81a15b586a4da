import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Deal, JudgedFinding } from '../findings/findings.schemas.ts';
import { setUpCommunity } from '../testing/community.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { waitFor } from '../testing/wait.ts';
import type { ReportView } from './volunteer-reports.schemas.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ workers: 1, config: { secondLookPercent: 0 } });
}, 60_000);
afterAll(() => service?.stop());

describe('a volunteer’s photograph before a real worker', () => {
  it('is classified whole and judged against the bin that the report names', async () => {
    const community = await setUpCommunity(service);
    const estateId = await community.addEstate('One');
    const station = await community.addStation(estateId, 'Station', ['kitchen']);
    const volunteer = await community.addPerson('volunteer', 'volunteer');
    const reviewer = await community.addPerson('reviewer', 'reviewer');
    const form = new FormData();
    const fields = { id: randomUUID(), stationId: station.stationId, binId: station.bins[0]?.id ?? 0 };
    for (const [name, value] of Object.entries(fields)) form.set(name, String(value));
    form.set('photo', new Blob([new Uint8Array(await fieldsPicture(['recyclable'], 5))]), 'photo.jpg');
    await volunteer.send('POST', '/api/v1/reports', form);
    const [item] = await waitFor(async () => {
      const { body } = await reviewer.send<Deal>('POST', '/api/v1/review/deals', { count: 1 });
      return body.items.length > 0 ? body.items : null;
    });
    expect(item).toMatchObject({ expected: 'kitchen', photo: { width: 96, height: 96, outline: null } });
    const verdict = { version: item?.version, judgement: 'misplaced', actual: 'recyclable' };
    const { body } = await reviewer.send<JudgedFinding>('PUT', `/api/v1/findings/${item?.id}/verdict`, verdict);
    expect(body.reveal).toMatchObject({ source: 'report', decision: 'misplaced' });
    expect(body.reveal?.score).toBeGreaterThan(body.reveal?.threshold ?? 1);
    const { body: report } = await volunteer.get<ReportView>(`/api/v1/reports/${fields.id}`);
    expect(report.state).toBe('confirmed');
  });
});
