import { describe, expect, it } from 'vitest';
import { OutageError, waitOut } from './patience.ts';

function patience(signal = new AbortController().signal) {
  const told: string[] = [];
  return { signal, onOutage: (error: OutageError) => told.push(error.message), minPauseMs: 1, maxPauseMs: 2, told };
}

function failing(...errors: Error[]) {
  const calls = { count: 0 };
  return Object.assign(
    async () => {
      calls.count += 1;
      const error = errors.shift();
      if (error) throw error;
      return 'done';
    },
    { calls },
  );
}

describe('waiting out', () => {
  it('repeats through an outage and speaks of it once', async () => {
    const request = failing(new OutageError('first'), new OutageError('second'), new OutageError('third'));
    const how = patience();
    expect(await waitOut(request, how)).toBe('done');
    expect(request.calls.count).toBe(4);
    expect(how.told).toEqual(['first']);
  });

  it('does not repeat what is no outage', async () => {
    const request = failing(new Error('gone for good'));
    await expect(waitOut(request, patience())).rejects.toThrow('gone for good');
    expect(request.calls.count).toBe(1);
  });

  it('ends with the outage when the process has to stop, also in the middle of a pause', async () => {
    const stop = new AbortController();
    const how = { ...patience(stop.signal), minPauseMs: 60_000, maxPauseMs: 60_000 };
    const waiting = waitOut(failing(new OutageError('away')), {
      ...how,
      onOutage: () => setImmediate(() => stop.abort()),
    });
    await expect(waiting).rejects.toThrow('away');
    await expect(waitOut(failing(new OutageError('still away')), how)).rejects.toThrow('still away');
  });
});
