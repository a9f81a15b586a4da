import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { whyNotDecide } from './appeals.rules.ts';

const someone = fc.integer({ min: 1, max: 6 });
const orNobody = fc.option(someone, { nil: null });
const facts = fc.record({
  judgedBy: someone,
  attributedBy: someone,
  signedBy: orNobody,
  filedBy: orNobody,
  householdId: orNobody,
  stakeholders: fc.uniqueArray(someone, { maxLength: 3 }),
});

describe('the judge of an appeal', () => {
  it('is whoever had no part in the case, filed nothing, doesn’t live there and has no points at stake: nobody else', () => {
    fc.assert(
      fc.property(someone, orNobody, facts, (id, householdId, of) => {
        const tookPart = id === of.judgedBy || id === of.attributedBy || id === of.signedBy || id === of.filedBy;
        const livesThere = of.householdId !== null && householdId === of.householdId;
        const hasPoints = of.stakeholders.some((other) => other === id);
        const isFree = !tookPart && !livesThere && !hasPoints;
        expect(whyNotDecide({ id, householdId }, of) === null).toBe(isFree);
      }),
    );
  });

  it('without a home isn’t taken for a neighbour of a case without a household', () => {
    const of = { judgedBy: 1, attributedBy: 2, signedBy: 3, filedBy: null, householdId: null, stakeholders: [] };
    expect(whyNotDecide({ id: 4, householdId: null }, of)).toBeNull();
    expect(whyNotDecide({ id: 3, householdId: null }, of)).toBe('took_part');
    expect(whyNotDecide({ id: 4, householdId: 7 }, { ...of, householdId: 7 })).toBe('own_household');
  });
});
