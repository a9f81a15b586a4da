import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ConfirmingVerdict, settlement } from './ledger.rules.ts';

interface Row {
  id: number;
  verdictId: number;
  isLive: boolean;
}

/** The ledger of one episode, as the service keeps it: rows are added and voided, never changed otherwise. */
function settle(rows: Row[], confirming: ConfirmingVerdict[]): Row[] {
  const live = rows.find((row) => row.isLive) ?? null;
  return settlement(live, confirming).reduce((after, step) => {
    if (step.kind === 'void')
      return after.map((row) => (row.id === step.violationId ? { ...row, isLive: false } : row));
    return after.concat({ id: after.length + 1, verdictId: step.ground.verdictId, isLive: true });
  }, rows);
}

const verdicts = fc.uniqueArray(
  fc.record({
    verdictId: fc.integer({ min: 1, max: 20 }),
    findingId: fc.constantFrom('a', 'b'),
    actual: fc.constantFrom('recyclable' as const, 'mixed' as const),
  }),
  { selector: (verdict) => verdict.verdictId, maxLength: 4 },
);

describe('the ledger of an episode', () => {
  it('holds one live row exactly when a verdict confirms, through any history of verdicts and undos', () => {
    fc.assert(
      fc.property(fc.array(verdicts, { maxLength: 12 }), (history) => {
        let rows: Row[] = [];
        for (const confirming of history) {
          const before = rows;
          rows = settle(rows, confirming);
          const live = rows.filter((row) => row.isLive);
          expect(live).toHaveLength(confirming.length > 0 ? 1 : 0);
          for (const row of live) expect(confirming.map(({ verdictId }) => verdictId)).toContain(row.verdictId);
          expect(rows.slice(0, before.length).map(({ id, verdictId }) => [id, verdictId])).toEqual(
            before.map(({ id, verdictId }) => [id, verdictId]),
          );
          expect(settle(rows, confirming)).toEqual(rows);
        }
      }),
    );
  });

  it('stays with the verdict it stands on when another one confirms as well', () => {
    const first: ConfirmingVerdict = { verdictId: 1, findingId: 'a', actual: 'mixed' };
    const second: ConfirmingVerdict = { verdictId: 2, findingId: 'b', actual: 'recyclable' };
    expect(settlement({ id: 7, verdictId: 1 }, [first, second])).toEqual([]);
    expect(settlement({ id: 7, verdictId: 1 }, [second])).toEqual([
      { kind: 'void', violationId: 7 },
      { kind: 'add', ground: second },
    ]);
  });
});
