import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ComparedVerdict, compareVerdicts, drawOf, markOfSeed, outcomeOf } from './second-looks.rules.ts';

const verdict = (id: number) =>
  fc.oneof(
    fc.constantFrom('fits' as const, 'unclear' as const, 'no_waste' as const).map((judgement) => ({
      id,
      judgement,
      actual: null,
    })),
    fc.constantFrom('recyclable' as const, 'mixed' as const).map((actual) => ({
      id,
      judgement: 'misplaced' as const,
      actual,
    })),
  );
const maybe = (id: number) => fc.option(verdict(id) as fc.Arbitrary<ComparedVerdict>);

describe('the draw of second looks', () => {
  it('is the same each time for the same seed, and another for another', () => {
    expect(drawOf('seed', 'a')).toBe(drawOf('seed', 'a'));
    expect(drawOf('seed', 'a')).not.toBe(drawOf('other', 'a'));
    expect(markOfSeed('seed')).not.toContain('seed');
  });

  it('takes the share asked for, whatever the findings are', () => {
    const drawn = Array.from({ length: 20_000 }, () => drawOf('seed', randomUUID())).filter((draw) => draw < 0.08);
    // Five standard deviations around 8 % of 20,000.
    expect(Math.abs(drawn.length - 1_600)).toBeLessThan(192);
  });
});

describe('the outcome of second looks', () => {
  it('lets a misplacement stand on a contested verdict only where two of three say so', () => {
    fc.assert(
      fc.property(verdict(1), verdict(2), verdict(3), (first, second, third) => {
        const all = [first, second, third];
        const outcome = outcomeOf(first, second, third);
        const accusing = all.filter(({ judgement }) => judgement === 'misplaced').length;
        if (outcome.state !== 'decided') {
          expect(first.judgement).toBe(second.judgement);
          return;
        }
        const standing = all.find(({ id }) => id === outcome.standingVerdictId);
        expect(standing?.judgement === 'misplaced').toBe(accusing >= 2);
      }),
    );
  });

  it('says nothing of who is right before the third has judged', () => {
    fc.assert(
      fc.property(maybe(1), maybe(2), (first, second) => {
        expect(outcomeOf(first, second, null).standingVerdictId).toBeNull();
      }),
    );
  });

  it('is withdrawn without a first verdict, and waits for a second', () => {
    fc.assert(
      fc.property(maybe(1), maybe(2), maybe(3), (first, second, third) => {
        const { state } = outcomeOf(first, second, third);
        expect(state === 'withdrawn').toBe(first === null);
        expect(state === 'waiting').toBe(first !== null && second === null);
      }),
    );
  });

  it('tells another category from another verdict, either way round', () => {
    fc.assert(
      fc.property(verdict(1), verdict(2), (a, b) => {
        expect(compareVerdicts(a, b)).toBe(compareVerdicts(b, a));
        expect(compareVerdicts(a, b) === 'differ').toBe(a.judgement !== b.judgement);
      }),
    );
  });
});
