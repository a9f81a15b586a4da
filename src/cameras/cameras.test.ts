import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MonthCounts } from '../ledger/months.schemas.ts';
import { createPlacesRepo } from '../places/places.repo.ts';
import { createPlacesService } from '../places/places.service.ts';
import { createCalendar } from '../platform/calendar.ts';
import { cameraClient } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity, type TestStation } from '../testing/community.ts';
import { openTestDatabase } from '../testing/database.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { createCamerasRepo } from './cameras.repo.ts';
import { expectedPhotos } from './cameras.rules.ts';
import { createCamerasService } from './cameras.service.ts';
import { createMasksRepo } from './masks.repo.ts';
import { createMasksService } from './masks.service.ts';

const square = (left: number): number[][] => [
  [left, 0],
  [left + 0.4, 0],
  [left + 0.4, 1],
  [left, 1],
];

describe('photographs expected of a camera', () => {
  const twoWindows: [string, string][] = [
    ['06:30', '08:30'],
    ['18:00', '20:00'],
  ];

  it('follow the opening hours, hour by hour', () => {
    const inHour = (hour: number) => expectedPhotos(twoWindows, hour * 60, hour * 60 + 60, 60);
    expect([5, 6, 7, 8, 9, 17, 18, 19, 20].map(inHour)).toEqual([0, 30, 60, 30, 0, 0, 60, 60, 0]);
    expect(expectedPhotos([['00:00', '24:00']], 0, 1440, 30)).toBe(2_880);
  });

  it('add up to those of the day, wherever it is cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1440 }), (cut) => {
        const parts = expectedPhotos(twoWindows, 0, cut, 60) + expectedPhotos(twoWindows, cut, 1440, 60);
        expect(parts).toBe(expectedPhotos(twoWindows, 0, 1440, 60));
      }),
    );
  });
});

describe('cameras and their views', () => {
  let now = Date.parse('2026-11-20T10:05:00Z');
  let service: TestService;
  let community: TestCommunity;
  let station: TestStation;
  beforeAll(async () => {
    service = await startTestService({ clock: () => now });
    community = await setUpCommunity(service);
    station = await community.addStation(await community.addEstate('One'), 'Station', ['kitchen', 'residual']);
  });
  afterAll(() => service.stop());

  const viewSet = async (revision: number) => {
    const worker = cameraClient(service.url, service.workerKey);
    const path = `/internal/v1/view-sets/${station.camera.id}/${revision}`;
    return (await worker.get<{ views: { viewRevisionId: number; polygon: number[][] }[] }>(path)).body.views;
  };
  const setViews = (views: unknown[], camera = station.camera.id) =>
    community.administrator.send<{ code: string }>('PUT', `/api/v1/cameras/${camera}/views`, { views });

  it('keep every revision: a photograph is judged by the views of its own time', async () => {
    const before = await viewSet(2);
    const [first, second] = station.bins;
    expect(
      (
        await setViews([
          { binId: first?.id, polygon: square(0) },
          { binId: second?.id, polygon: before[1]?.polygon },
        ])
      ).status,
    ).toBe(200);
    const after = await viewSet(3);
    expect(await viewSet(2)).toEqual(before);
    expect(after.map(({ polygon }) => polygon)).toContainEqual(square(0));
    const kept = after.filter(({ viewRevisionId }) => before.some((view) => view.viewRevisionId === viewRevisionId));
    expect(kept).toHaveLength(1);
  });

  it('let go of a bin that is left out, and take it up again as a new view', async () => {
    const [first, second] = station.bins;
    await setViews([{ binId: second?.id, polygon: square(0.5) }]);
    expect(await viewSet(4)).toHaveLength(1);
    await setViews([
      { binId: first?.id, polygon: square(0) },
      { binId: second?.id, polygon: square(0.5) },
    ]);
    expect(await viewSet(5)).toHaveLength(2);
  });

  it('have one counting view for a bin, and others as evidence only', async () => {
    const [first] = station.bins;
    const camera = { stationId: station.stationId, name: 'Second', views: [{ binId: first?.id, polygon: square(0) }] };
    const { administrator } = community;
    const counted = await administrator.send<{ code: string }>('POST', '/api/v1/cameras', camera);
    expect([counted.status, counted.body.code]).toEqual([409, 'bin_counted_elsewhere']);
    const evidence = { ...camera, views: [{ ...camera.views[0], counting: false }] };
    expect((await administrator.send('POST', '/api/v1/cameras', evidence)).status).toBe(201);
  });

  it('refuse what makes no sense', async () => {
    const [first] = station.bins;
    expect((await setViews([{ binId: 999, polygon: square(0) }])).body.code).toBe('bin_elsewhere');
    expect(
      (
        await setViews([
          {
            binId: first?.id,
            polygon: [
              [0, 0],
              [0.001, 0],
              [0, 0.001],
            ],
          },
        ])
      ).status,
    ).toBe(400);
    expect(
      (
        await setViews([
          {
            binId: first?.id,
            polygon: [
              [0, 0],
              [2, 0],
              [0, 1],
            ],
          },
        ])
      ).status,
    ).toBe(400);
    expect((await setViews([], 999)).body.code).toBe('no_such_camera');
  });

  it('have the rest of the present hour expected of them when they are added', async () => {
    now += 3_600_000;
    const { body } = await community.administrator.get<MonthCounts>('/api/v1/months/2026-11/stations');
    // Two cameras, added at 18:05 in Shanghai, and silent since.
    expect(body.total.hours).toEqual({ expected: 2 * 55, received: 0, unusable: 0, lost: 2 * 55 });
  });
});

describe('the hours of a camera', () => {
  it('are written down once each, also those the service slept through', () => {
    const { db, close } = openTestDatabase();
    let now = Date.parse('2026-11-20T10:05:00Z');
    const calendar = createCalendar('Asia/Shanghai');
    const places = createPlacesService({ db, repo: createPlacesRepo(db), clock: () => now, categoryName: () => '桶' });
    const masks = createMasksService({ db, repo: createMasksRepo(db), clock: () => now });
    const repo = createCamerasRepo(db);
    const cameras = createCamerasService({ db, repo, masks, places, calendar, clock: () => now });
    const estateId = places.addEstate({ name: 'One' });
    const bins = [{ expected: 'kitchen' as const }];
    const station = places.addStation(
      { estates: null },
      { estateId, name: 'Station', openingHours: [['18:00', '20:00']], bins },
    );
    cameras.add({ stationId: station.id, name: 'Camera', intervalS: 60, views: [], masks: [] });
    const hours = () =>
      db.$client
        .prepare(
          "SELECT strftime('%H', hour_at / 1000, 'unixepoch') AS hour, expected FROM camera_hour ORDER BY hour_at",
        )
        .all();
    expect(hours()).toEqual([{ hour: '10', expected: 55 }]);
    cameras.writeHours();
    expect(hours()).toHaveLength(1);
    now += 24 * 3_600_000;
    cameras.writeHours();
    cameras.writeHours();
    expect(hours()).toEqual([
      { hour: '10', expected: 55 },
      { hour: '11', expected: 60 },
      { hour: '10', expected: 60 },
    ]);
    close();
  });
});
