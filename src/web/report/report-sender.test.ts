import { describe, expect, it } from 'vitest';
import { ApiProblem, NetworkFailure } from '../api/client.ts';
import type { KeptReport } from './kept-report.ts';
import { createReportSender, type ReportsApi, waitAfter } from './report-sender.ts';

const me = 7;

function kept(id: string, change: Partial<KeptReport> = {}): KeptReport {
  return {
    id,
    personId: me,
    place: { code: null, stationId: 3, binId: 5, name: 'a bin' },
    suspected: 'hazardous',
    note: '',
    capturedAt: '2026-11-20T10:40:00.000Z',
    keptAt: Number(id),
    photo: new Blob([new Uint8Array(150_000)]),
    photoBytes: 150_000,
    state: 'waiting',
    sentBytes: 0,
    tries: 0,
    notBefore: 0,
    problem: null,
    sentAt: null,
    ...change,
  };
}

/** A service that takes reports in, and a phone that keeps them. `faults`: thrown instead of the next answers to a call. */
function stage(reports: KeptReport[]) {
  const store = new Map(reports.map((report) => [report.id, report]));
  const here = new Map<string, number>();
  const taken: Record<string, unknown>[] = [];
  const faults: Partial<Record<keyof ReportsApi, unknown[]>> = {};
  const calls: string[] = [];
  let now = 1_000_000;
  const answer = <Answer>(name: keyof ReportsApi, give: () => Answer): Promise<Answer> => {
    calls.push(name);
    const fault = faults[name]?.shift();
    return fault ? Promise.reject(fault) : Promise.resolve(give());
  };
  const isReported = (id: string): boolean => taken.some((one) => one.id === id);
  const api: ReportsApi = {
    person: () => answer('person', () => me),
    uploaded: (id) => answer('uploaded', () => ({ receivedBytes: here.get(id) ?? 0, isReported: isReported(id) })),
    upload: (id, from, piece) =>
      answer('upload', () => {
        here.set(id, from + piece.size);
        return { receivedBytes: from + piece.size, isReported: false };
      }),
    report: (body) => answer('report', () => taken.push(body)),
  };
  const send = createReportSender({
    api,
    now: () => now,
    hash: async () => 'f'.repeat(64),
    onChange: () => undefined,
    store: {
      all: async () => [...store.values()].map((report) => ({ ...report })),
      get: async (id) => store.get(id),
      put: async (report) => void store.set(report.id, { ...report }),
      remove: async (id) => void store.delete(id),
    },
  });
  const stateOf = (id: string) => store.get(id)?.state;
  return { send, store, here, taken, faults, calls, api, stateOf, pass: (ms: number) => (now += ms) };
}

describe('sending kept reports', () => {
  it('uploads in pieces, then reports, and forgets the photograph', async () => {
    const { send, taken, calls, store } = stage([kept('1')]);
    expect(await send(false)).toEqual({ retryAtMs: null, signedOut: false });
    expect(calls).toEqual(['person', 'uploaded', 'upload', 'upload', 'upload', 'report']);
    expect(taken).toEqual([
      {
        id: '1',
        stationId: 3,
        binId: 5,
        suspected: 'hazardous',
        capturedAt: '2026-11-20T10:40:00.000Z',
        sha256: 'f'.repeat(64),
      },
    ]);
    expect(store.get('1')).toMatchObject({ state: 'sent', photo: null, sentBytes: 150_000 });
  });

  it('goes on where it broke off, later', async () => {
    const { send, faults, calls, stateOf, pass, taken } = stage([kept('1'), kept('2')]);
    faults.upload = [undefined, new NetworkFailure('away')];
    const { retryAtMs } = await send(false);
    expect([stateOf('1'), stateOf('2')]).toEqual(['waiting', 'waiting']);
    expect(retryAtMs).toBe(1_000_000 + waitAfter(1));
    await send(false);
    expect(taken).toEqual([]);
    pass(waitAfter(1));
    calls.length = 0;
    await send(false);
    expect(calls.slice(0, 5)).toEqual(['person', 'uploaded', 'upload', 'upload', 'report']);
    expect([stateOf('1'), stateOf('2')]).toEqual(['sent', 'sent']);
  });

  it('asks before it sends again: an answer that got lost makes no second report', async () => {
    const { send, faults, api, taken, calls, stateOf } = stage([kept('1')]);
    const report = api.report;
    api.report = async (body) => {
      await report(body);
      api.report = report;
      throw new NetworkFailure('the answer got lost');
    };
    await send(false);
    expect(stateOf('1')).toBe('waiting');
    calls.length = 0;
    faults.report = [new Error('asked a second time')];
    await send(true);
    expect(calls).toEqual(['person', 'uploaded']);
    expect([taken.length, stateOf('1')]).toEqual([1, 'sent']);
  });

  it('mends pieces that disagree by asking anew', async () => {
    const { send, faults, stateOf } = stage([kept('1')]);
    faults.upload = [new ApiProblem(409, { code: 'upload_elsewhere' }, null)];
    await send(false);
    expect(stateOf('1')).toBe('sent');
  });

  it('keeps a refused one with its reason, and sends the others', async () => {
    const { send, faults, store, stateOf } = stage([kept('1'), kept('2')]);
    faults.report = [new ApiProblem(409, { code: 'code_retired', detail: 'no longer in use' }, null)];
    expect((await send(false)).retryAtMs).toBeNull();
    expect(store.get('1')).toMatchObject({ state: 'refused', problem: { code: 'code_retired' } });
    expect(stateOf('2')).toBe('sent');
  });

  it('waits as long as the service asks', async () => {
    const { send, faults } = stage([kept('1')]);
    faults.report = [new ApiProblem(429, { code: 'too_many_reports' }, 600)];
    expect((await send(false)).retryAtMs).toBe(1_000_000 + 600_000);
  });

  it('sends nobody else’s, and nothing while nobody is signed in', async () => {
    const { send, api, stateOf, taken } = stage([kept('1', { personId: 8 }), kept('2')]);
    api.person = async () => null;
    expect(await send(false)).toMatchObject({ signedOut: true });
    api.person = async () => me;
    await send(false);
    expect([stateOf('1'), stateOf('2')]).toEqual(['waiting', 'sent']);
    expect(taken).toHaveLength(1);
  });

  it('takes up what a closed page left half sent, and clears what went long ago', async () => {
    const { send, store, stateOf } = stage([kept('1', { state: 'sending' }), kept('2', { state: 'sent', sentAt: 0 })]);
    const day = 86_400_000;
    store.set('2', kept('2', { state: 'sent', photo: null, sentAt: 1_000_000 - day - 1 }));
    await send(false);
    expect([stateOf('1'), stateOf('2')]).toEqual(['sent', undefined]);
  });
});

describe('the time to wait', () => {
  it('doubles from two seconds to five minutes', () => {
    expect([1, 2, 3, 20].map(waitAfter)).toEqual([2_000, 4_000, 8_000, 300_000]);
  });
});
