import fc from 'fast-check';
import { expect, it } from 'vitest';
import { whyNotSign } from './attributions.rules.ts';

const someone = fc.integer({ min: 1, max: 6 });
const orNobody = fc.option(someone, { nil: null });

it('whoever signs didn’t judge or attribute it, doesn’t live there and has no points at stake: nobody else may', () => {
  const facts = fc.record({
    attributedBy: someone,
    judgedBy: someone,
    householdId: orNobody,
    stakeholders: fc.uniqueArray(someone, { maxLength: 3 }),
  });
  fc.assert(
    fc.property(someone, orNobody, facts, (id, householdId, of) => {
      const livesThere = of.householdId !== null && householdId === of.householdId;
      const hasPoints = of.stakeholders.some((other) => other === id);
      const isFree = id !== of.judgedBy && id !== of.attributedBy && !livesThere && !hasPoints;
      expect(whyNotSign({ id, householdId }, of) === null).toBe(isFree);
    }),
  );
});
