import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../testing/client.ts';
import type { TestStation } from '../testing/community.ts';
import { openReports, type Reports, sha256Of } from './volunteer-reports.fixture.ts';
import { type ReportView, reportListSchema, reportSchema, type Upload } from './volunteer-reports.schemas.ts';

const now = Date.parse('2026-11-20T11:00:00Z');
let site: Reports;
let station: TestStation;
let volunteer: Client;
beforeAll(async () => {
  site = await openReports(() => now);
  volunteer = site.volunteer;
  station = await site.addStation();
});
afterAll(() => site.close());

const kitchen = (): number => station.bins[0]?.id ?? 0;
const fields = () => ({ id: randomUUID(), stationId: station.stationId, binId: kitchen() });
const piece = (client: Client, id: string, from: number, bytes: Buffer, total: number) =>
  client.send<Upload & { code: string }>('PUT', `/api/v1/reports/${id}/upload`, new Uint8Array(bytes), {
    'content-type': 'application/octet-stream',
    'content-range': `bytes ${from}-${from + bytes.length - 1}/${total}`,
  });

describe('a report', () => {
  it('gets a 202 once its photograph and its row are kept, and is its sender’s to see', async () => {
    const photo = await site.photo();
    const request = { ...fields(), suspected: 'hazardous', note: '电池', capturedAt: '2026-11-20T18:40:00+08:00' };
    const { status, body } = await site.sendForm(volunteer, request, photo);
    expect(status).toBe(202);
    expect(body).toMatchObject({
      id: request.id,
      state: 'received',
      knownCase: false,
      place: { station: { id: station.stationId }, bin: { id: kitchen(), expected: 'kitchen' } },
      suspected: 'hazardous',
      note: '电池',
      capturedAt: '2026-11-20T10:40:00.000Z',
    });
    expect(reportSchema.parse(body)).toEqual(body);
    const sha256 = sha256Of(photo);
    expect(existsSync(join(site.service.dataDir, 'photos', sha256.slice(0, 2), sha256.slice(2, 4), sha256))).toBe(true);
    const list = await site.listOf(volunteer);
    expect(reportListSchema.parse(list)).toEqual(list);
    expect(list.items[0]?.id).toBe(request.id);
    expect((await volunteer.get(body.photo.url)).status).toBe(200);
    expect((await site.reviewer.get(`/api/v1/reports/${request.id}`)).status).toBe(404);
    expect((await site.reviewer.get(body.photo.url)).status).toBe(404);
  });

  it('is one, however often and at whatever moment it is sent again', async () => {
    const [request, photo] = [fields(), await site.photo()];
    const before = (await site.listOf(volunteer)).items.length;
    const answers = await Promise.all([1, 2, 3].map(() => site.sendForm(volunteer, request, photo)));
    answers.push(await site.sendForm(volunteer, { ...request, id: request.id.toUpperCase() }, photo));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect((await site.listOf(volunteer)).items).toHaveLength(before + 1);
    const sameAgain = await site.sendForm(volunteer, fields(), photo);
    expect([sameAgain.status, sameAgain.body.id]).toEqual([202, request.id]);
  });

  it('is not somebody else’s for the asking', async () => {
    const request = fields();
    await site.sendForm(volunteer, request, await site.photo());
    const { status, body } = await site.sendForm(site.reviewer, request, await site.photo());
    expect([status, body.code]).toEqual([409, 'report_differs']);
  });

  it('is refused with a reason when it makes no sense', async () => {
    const photo = await site.photo();
    const other = await site.addStation();
    const refused = [
      [{ ...fields(), stationId: 999 }, 404, 'no_such_station'],
      [{ ...fields(), binId: other.bins[0]?.id ?? 0 }, 404, 'no_such_bin'],
      [{ ...fields(), code: 'NOSUCH' }, 400, 'invalid_request'],
      [{ id: randomUUID(), code: 'NOSUCH' }, 404, 'no_such_code'],
      [{ ...fields(), id: '17' }, 400, 'invalid_request'],
    ] as const;
    for (const [request, status, code] of refused) {
      const answer = await site.sendForm(volunteer, request, photo);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    }
    const empty = await volunteer.send<{ code: string }>('POST', '/api/v1/reports', fields());
    expect([empty.status, empty.body.code]).toEqual([400, 'no_photo']);
    const text = await site.sendForm(volunteer, fields(), Buffer.from('not a picture'));
    expect([text.status, text.body.code]).toEqual([415, 'not_an_image']);
  });

  it('of somebody limited to an estate is of that estate', async () => {
    const elsewhere = await site.community.addEstate('Two');
    const limited = await site.community.addPerson('limited', 'volunteer', [elsewhere]);
    const { body } = await site.sendForm(limited, fields(), await site.photo());
    expect(body.code).toBe('no_such_station');
  });

  it('from a phone whose clock is ahead is taken in, at the time it came', async () => {
    const request = { ...fields(), capturedAt: '2027-01-01T00:00:00+08:00' };
    const { body } = await site.sendForm(volunteer, request, await site.photo());
    expect(body.capturedAt).toBe(new Date(now).toISOString());
  });
});

describe('a photograph in pieces', () => {
  it('goes on where it broke off, and a lost answer makes no second report', async () => {
    const [request, photo] = [fields(), await site.photo()];
    const path = `/api/v1/reports/${request.id}/upload`;
    const total = photo.length;
    expect((await volunteer.get<Upload>(path)).body).toEqual({ receivedBytes: 0, isReported: false });
    expect((await piece(volunteer, request.id, 0, photo.subarray(0, 700), total)).body.receivedBytes).toBe(700);
    const again = await piece(volunteer, request.id, 0, photo.subarray(0, 700), total);
    expect([again.status, again.body.code]).toEqual([409, 'upload_elsewhere']);
    const { receivedBytes } = (await volunteer.get<Upload>(path)).body;
    expect((await piece(volunteer, request.id, receivedBytes, photo.subarray(receivedBytes), total)).status).toBe(200);
    const send = () => volunteer.send<ReportView>('POST', '/api/v1/reports', { ...request, sha256: sha256Of(photo) });
    const sent = await send();
    expect([sent.status, sent.body.id]).toEqual([202, request.id]);
    expect((await volunteer.get<Upload>(path)).body.isReported).toBe(true);
    expect((await send()).body.id).toBe(request.id);
    expect((await piece(volunteer, request.id, 0, photo, total)).body.isReported).toBe(true);
    expect(readdirSync(join(site.service.dataDir, 'uploads'))).toEqual([]);
  });

  it('that came damaged is thrown away and asked for again', async () => {
    const [request, photo] = [fields(), await site.photo()];
    await piece(volunteer, request.id, 0, photo.subarray(0, -1), photo.length);
    const body = { ...request, sha256: sha256Of(photo) };
    const refused = await volunteer.send<{ code: string }>('POST', '/api/v1/reports', body);
    expect([refused.status, refused.body.code]).toEqual([422, 'photo_damaged']);
    await piece(volunteer, request.id, 0, photo, photo.length);
    expect((await volunteer.send('POST', '/api/v1/reports', body)).status).toBe(202);
  });

  it('is kept apart by person', async () => {
    const [request, photo] = [fields(), await site.photo()];
    await piece(volunteer, request.id, 0, photo, photo.length);
    const path = `/api/v1/reports/${request.id}/upload`;
    expect((await site.reviewer.get<Upload>(path)).body.receivedBytes).toBe(0);
  });

  it('may have no more bytes than a photograph may', async () => {
    const { status, body } = await piece(volunteer, randomUUID(), 500_000_000, Buffer.from('x'), 500_000_001);
    expect([status, body.code]).toEqual([413, 'photo_too_large']);
  });
});

describe('too many reports', () => {
  it('are put off, for this person only', async () => {
    const busy = await site.community.addPerson('busy', 'volunteer');
    const statuses = new Set<number>();
    for (let tries = 0; tries < 121; tries += 1) {
      statuses.add((await busy.send('POST', '/api/v1/reports', {})).status);
    }
    expect([...statuses]).toEqual([400, 429]);
    const refused = await busy.send<{ code: string }>('POST', '/api/v1/reports', {});
    expect(refused.body.code).toBe('too_many_reports');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await site.sendForm(volunteer, fields(), await site.photo())).status).toBe(202);
  });
});
