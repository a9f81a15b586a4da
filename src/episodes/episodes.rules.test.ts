import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Compare, type Frame, framesLookedBack, groupFrames, groupingLimits } from './episodes.rules.ts';

const limits = groupingLimits(600_000);
/** For these tests a fingerprint is one number, and its distance the difference. */
const compare: Compare = (a, b) => ({ structure: Math.abs((a[0] ?? 0) - (b[0] ?? 0)), colour: 0 });

const frame = (minute: number, content: number, more: Partial<Frame> = {}): Frame => ({
  at: minute * 60_000,
  viewRevisionId: 1,
  modelId: 1,
  fingerprint: Uint8Array.of(content),
  ...more,
});
const group = (frames: Frame[]) => groupFrames(frames, limits, compare);

const framesInOrder = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 0, max: 20 }),
      content: fc.integer({ min: 0, max: 40 }),
      view: fc.integer({ min: 1, max: 2 }),
    }),
    { maxLength: 60 },
  )
  .map((steps) => {
    let minute = 0;
    return steps.map(({ gap, content, view }) => {
      minute += gap;
      return frame(minute, content, { viewRevisionId: view });
    });
  });

describe('grouping frames into episodes', () => {
  it('makes one episode of a bag that lies there for an hour in sixty photographs', () => {
    expect(group(Array.from({ length: 60 }, (_, minute) => frame(minute, 100 + (minute % 3))))).toHaveLength(1);
  });

  it('begins another when the content changes, and when it changes back', () => {
    expect(group([frame(0, 10), frame(1, 10), frame(2, 90), frame(3, 90), frame(4, 10)])).toEqual([
      [0, 1],
      [2, 3],
      [4],
    ]);
  });

  it('lets one odd frame stand alone, and goes on with the content behind it', () => {
    expect(group([frame(0, 10), frame(1, 90), frame(2, 10), frame(3, 10), frame(4, 90)])).toEqual([
      [0, 2, 3],
      [1],
      [4],
    ]);
  });

  it('takes a frame that is near to only one of the first and the last, if not far from the other', () => {
    const [near, far] = [limits.near.structure, limits.far.structure];
    expect(group([frame(0, 0), frame(1, near), frame(2, near + 1)])).toHaveLength(1);
    expect(group([frame(0, 0), frame(1, near), frame(2, far + 1)])).toHaveLength(2);
  });

  it('begins another after a gap longer than the limit, with a new view or another model', () => {
    expect(group([frame(0, 10), frame(11, 10)])).toHaveLength(2);
    expect(group([frame(0, 10), frame(1, 10, { viewRevisionId: 2 })])).toHaveLength(2);
    expect(group([frame(0, 10), frame(1, 10, { modelId: 2 })])).toHaveLength(2);
  });

  it('does not let slow drift chain different contents together', () => {
    const drifting = Array.from({ length: 20 }, (_, minute) => frame(minute, minute * 10));
    expect(group(drifting).length).toBeGreaterThan(4);
  });

  it('puts every frame into exactly one episode, in order, never over a gap, two odd frames or a difference', () => {
    fc.assert(
      fc.property(framesInOrder, (frames) => {
        const episodes = group(frames);
        expect(episodes.flat().sort((a, b) => a - b)).toEqual(frames.map((_, index) => index));
        expect(episodes.map(([first]) => first)).toEqual(episodes.map(([first]) => first).sort((a, b) => a! - b!));
        for (const episode of episodes) {
          const members = episode.map((index) => frames[index] as Frame);
          for (const [index, member] of members.entries()) {
            const [first, before] = [members[0] as Frame, members[index - 1] ?? member];
            const [fromLast, fromFirst] = [before, first].map(
              (one) => compare(member.fingerprint, one.fingerprint).structure,
            );
            if (index > 0) {
              const passedOver = episode[index]! - episode[index - 1]! - 1;
              expect(passedOver).toSatisfy((count: number) => count >= 0 && count < framesLookedBack);
            }
            expect(member.at - before.at).toBeLessThanOrEqual(limits.gapMs);
            expect(Math.min(fromLast!, fromFirst!)).toBeLessThanOrEqual(limits.near.structure);
            expect(Math.max(fromLast!, fromFirst!)).toBeLessThanOrEqual(limits.far.structure);
            expect(member.viewRevisionId).toBe(first.viewRevisionId);
          }
        }
      }),
    );
  });

  it('is decided by what came before: more frames never change the episodes of earlier ones', () => {
    fc.assert(
      fc.property(framesInOrder, fc.nat({ max: 60 }), (frames, cut) => {
        const [whole, part] = [group(frames), group(frames.slice(0, cut))];
        const trimmed = whole.map((episode) => episode.filter((index) => index < cut)).filter((one) => one.length > 0);
        expect(part).toEqual(trimmed);
      }),
    );
  });
});
