/** For tests: a community with volunteers, who report photographs as a phone does. */
import { createHash, randomUUID } from 'node:crypto';
import type { WebConfig } from '../config/config.ts';
import type { Deal, JudgedFinding, ReviewItem } from '../findings/findings.schemas.ts';
import type { MonthCounts } from '../ledger/months.schemas.ts';
import type { Client } from '../testing/client.ts';
import { setUpCommunity, type TestStation } from '../testing/community.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { createTestResults, type Seen } from '../testing/results.ts';
import { startTestService } from '../testing/service.ts';
import type { ReportList, ReportView } from './volunteer-reports.schemas.ts';

type Problem = { code: string; detail: string };

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export async function openReports(clock: () => number, config: Partial<WebConfig> = {}) {
  // Second looks are drawn at random: none unless a test asks for them.
  const service = await startTestService({ clock, config: { secondLookPercent: 0, ...config } });
  const community = await setUpCommunity(service);
  const results = createTestResults(service);
  const estateId = await community.addEstate('One');
  const [volunteer, reviewer] = [
    await community.addPerson('volunteer', 'volunteer'),
    await community.addPerson('reviewer', 'reviewer'),
  ];
  let made = 0;
  const photo = (): Promise<Buffer> => {
    made += 1;
    return fieldsPicture(['recyclable'], made);
  };
  const sendForm = (client: Client, fields: Record<string, string | number>, bytes: Buffer) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, String(value));
    form.set('photo', new Blob([new Uint8Array(bytes)]), 'photo.jpg');
    return client.send<ReportView & Problem>('POST', '/api/v1/reports', form);
  };
  const mine = async (client: Client, id: string): Promise<ReportView> =>
    (await client.get<ReportView>(`/api/v1/reports/${id}`)).body;
  /** The number of a report's capture, read from its address of the photograph. */
  const captureOf = ({ photo: { url } }: ReportView): number =>
    Number.parseInt(url.slice(url.lastIndexOf('/') + 1).split('.')[0] ?? '', 36);

  return {
    service,
    community,
    results,
    estateId,
    volunteer,
    reviewer,
    photo,
    sendForm,
    mine,
    addStation: () => {
      made += 1;
      return community.addStation(estateId, `Station ${made}`, ['kitchen', 'residual']);
    },
    /** Reports what lies in a bin at a time; classified as shown. */
    async report(client: Client, station: TestStation, at: number, seen: Seen | null = { label: 'paper_cardboard' }) {
      const fields = {
        id: randomUUID(),
        stationId: station.stationId,
        binId: station.bins[0]?.id ?? 0,
        capturedAt: new Date(at).toISOString(),
      };
      const { body } = await sendForm(client, fields, await photo());
      if (seen) await results.putWhole(captureOf(body), seen);
      return body;
    },
    captureOf,
    /** The same station's camera sees something in its first bin. */
    async see(station: TestStation, at: number, label: string, content: number): Promise<void> {
      const seen = [
        { label, content },
        { label: 'nothing_to_judge', content: 900 },
      ];
      await results.classify(station, await photo(), new Date(at).toISOString(), seen);
    },
    listOf: async (client: Client) => (await client.get<ReportList>('/api/v1/reports/mine')).body,
    /** All open items of the station that the person may get. */
    deal: async (client: Client, station: TestStation): Promise<ReviewItem[]> => {
      const all: ReviewItem[] = [];
      for (;;) {
        const holding = all.map(({ id }) => id);
        const { body } = await client.send<Deal>('POST', '/api/v1/review/deals', { count: 5, holding });
        all.push(...body.items);
        if (body.items.length === 0) return all.filter(({ place }) => place.station.id === station.stationId);
      }
    },
    judge: (client: Client, item: { id: string; version: number }, verdict: object) =>
      client.send<JudgedFinding & Problem>('PUT', `/api/v1/findings/${item.id}/verdict`, {
        version: item.version,
        ...verdict,
      }),
    countsOf: async (station: TestStation) => {
      const { body } = await reviewer.get<MonthCounts>('/api/v1/months/2026-11/stations');
      return body.stations.find(({ id }) => id === station.stationId);
    },
    async close() {
      await results.close();
      await service.stop();
    },
  };
}

export type Reports = Awaited<ReturnType<typeof openReports>>;
