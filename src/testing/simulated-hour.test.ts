import { expect, it } from 'vitest';
import { simulateHour } from './simulated-hour.ts';

it('cameras with drifting clocks, cut lines and repeats end with exactly the captures that were taken (npm run cameras:prove: 60 for an hour)', async () => {
  const { taken, requests, late, stored, missing, invented, countedInHours } = await simulateHour({
    ...{ cameras: 6, minutes: 15, seed: 7 },
  });
  expect(taken).toBe(90);
  expect(late).toBeGreaterThan(5);
  expect(requests).toBeGreaterThan(taken);
  expect({ stored, missing, invented, countedInHours }).toEqual({
    stored: 90,
    missing: 0,
    invented: 0,
    countedInHours: 90,
  });
});
