import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutFrames, type EpisodeFrame, summaryOf } from './episode-edits.rules.ts';

const frameArbitrary = fc.record({
  score: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  isUsable: fc.boolean(),
});
const framesArbitrary = fc.array(frameArbitrary, { minLength: 1, maxLength: 12 }).map((parts) =>
  parts.map(
    (part, index): EpisodeFrame => ({
      ...part,
      id: index + 1,
      capturedAt: index * 1000,
      fingerprint: Buffer.from([index]),
      isMisplaced: false,
      threshold: 0.8,
    }),
  ),
);

describe('cutting an episode', () => {
  it('loses no frame, keeps their order, and leaves the frame that was dealt with the row', () => {
    fc.assert(
      fc.property(framesArbitrary, fc.nat(13), fc.nat(13), (frames, fromId, keptId) => {
        const cut = cutFrames(frames, fromId, keptId);
        if (!cut) {
          expect(fromId < 2 || fromId > frames.length).toBe(true);
          return;
        }
        const { kept, apart } = cut;
        expect(Math.min(kept.length, apart.length)).toBeGreaterThan(0);
        expect([...kept, ...apart].sort((a, b) => a.id - b.id)).toEqual(frames);
        if (keptId >= 1 && keptId <= frames.length) expect(kept.map(({ id }) => id)).toContain(keptId);
      }),
    );
  });
});

describe('what a row says of its frames', () => {
  it('spans them, counts them, and takes the highest score of those that can be judged', () => {
    fc.assert(
      fc.property(framesArbitrary, (frames) => {
        const summary = summaryOf(frames);
        expect([summary.startedAt, summary.endedAt]).toEqual([0, (frames.length - 1) * 1000]);
        expect(summary.frames).toBe(frames.length);
        const scores = frames.flatMap(({ isUsable, score }) => (isUsable && score !== null ? [score] : []));
        expect(summary.score).toBe(scores.length > 0 ? Math.max(...scores) : null);
        expect(frames.find(({ id }) => id === summary.bestObservationId)?.score ?? null).toBe(summary.score);
      }),
    );
  });
});
