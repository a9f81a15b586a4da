/** Whose a confirmed misplacement is: said by one person, signed by another; changed until signed, ended and never deleted. */
import { maySeeEstate } from '../people/people.rules.ts';
import type { Person } from '../people/people.service.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import type { AttributionInWords, AttributionsRepo } from './attributions.repo.ts';
import { isOwnHousehold, isUnchanged } from './attributions.rules.ts';
import type { AttributionEnd, AttributionTarget } from './attributions.schemas.ts';

export type { AttributionInWords } from './attributions.repo.ts';
export type AttributionsService = ReturnType<typeof createAttributionsService>;

/** A finding with its live verdict; null: it has none. */
export interface JudgedCase {
  findingId: string;
  verdict: { id: number; judgement: string } | null;
}

/** What the row says of the target. */
function columnsOf(target: AttributionTarget) {
  if (target.kind === 'unknown') return { householdId: null, unitId: null, basis: null, detail: null };
  return {
    householdId: target.kind === 'household' ? target.id : null,
    unitId: target.kind === 'unit' ? target.id : null,
    basis: target.basis,
    detail: target.detail || null,
  };
}

export function createAttributionsService(deps: {
  db: Db;
  repo: AttributionsRepo;
  clock: Clock;
  /** Told inside the transaction of which finding something was said or taken back. */
  onChange: (findingId: string) => void;
}) {
  const { db, repo, clock, onChange } = deps;

  const checkTarget = (person: Person, target: AttributionTarget): void => {
    if (target.kind === 'unknown') return;
    const estateId = repo.estateOf({ kind: target.kind, id: target.id });
    if (estateId === null || !maySeeEstate(person.estates, estateId)) {
      throw new AppError('no_such_home', 'There is no such household or unit.');
    }
    if (target.kind === 'household' && isOwnHousehold(person, target.id)) {
      throw new AppError('own_household', 'This is your own household; somebody else must decide on it.');
    }
  };

  const end = (id: number, by: number, because: AttributionEnd, note: string | null = null): void =>
    repo.end(id, { by, at: clock(), because, note });

  const liveOrThrow = (id: number): AttributionInWords => {
    const found = repo.find(id);
    if (!found || found.attribution.endedAt !== null) {
      throw new AppError('attribution_changed', 'The attribution was changed in the meantime; look at it again.');
    }
    return found;
  };

  const unsignedOrThrow = (id: number): AttributionInWords => {
    const found = liveOrThrow(id);
    if (found.attribution.signedAt === null) return found;
    throw new AppError('attribution_signed', `${found.signedBy?.name} has signed; it can’t be changed any more.`);
  };

  /** Inside a transaction. */
  const record = (person: Person, findingId: string, verdictId: number, target: AttributionTarget): void => {
    checkTarget(person, target);
    repo.insert({ findingId, verdictId, ...columnsOf(target), attributedBy: person.id, attributedAt: clock() });
    onChange(findingId);
  };

  return {
    live: (findingId: string): AttributionInWords | null => repo.live(findingId),
    history: (findingId: string): AttributionInWords[] => repo.history(findingId),

    /** Inside a transaction, with the verdict it comes with. Throws `no_such_home`, `own_household`. */
    recordWithVerdict: record,
    /** Inside a transaction: the verdict it rested on was undone. */
    endWithVerdict(findingId: string, by: number): void {
      const live = repo.live(findingId);
      if (!live) return;
      end(live.attribution.id, by, 'verdict_undone');
      onChange(findingId);
    },

    /**
     * Says whose it is, in place of what was said before (`replaces`: its id, or null).
     * Throws `not_misplaced`, `attribution_changed`, `attribution_signed`, `no_such_home`, `own_household`.
     */
    change(person: Person, judged: JudgedCase, replaces: number | null, target: AttributionTarget): void {
      inTransaction(db, () => {
        const { verdict } = judged;
        if (verdict?.judgement !== 'misplaced') {
          throw new AppError('not_misplaced', 'Only what was judged misplaced is attributed to somebody.');
        }
        const live = repo.live(judged.findingId);
        if (!isUnchanged(live?.attribution.id ?? null, replaces)) {
          throw new AppError('attribution_changed', 'The attribution was changed in the meantime; look at it again.');
        }
        if (live) end(unsignedOrThrow(live.attribution.id).attribution.id, person.id, 'replaced');
        record(person, judged.findingId, verdict.id, target);
      });
    },
    /** Takes it back without another. Throws `attribution_changed`, `attribution_signed`. */
    withdraw(person: Person, judged: JudgedCase, id: number): void {
      inTransaction(db, () => {
        const found = unsignedOrThrow(id);
        if (found.attribution.findingId !== judged.findingId) {
          throw new AppError('attribution_changed', 'The attribution is another finding’s.');
        }
        end(id, person.id, 'withdrawn');
        onChange(judged.findingId);
      });
    },
  };
}
