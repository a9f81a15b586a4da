/** A second person signs, or refuses to, what one person said of whose a misplacement is: without it nothing follows. */
import { maySeeEstate } from '../people/people.rules.ts';
import type { Person } from '../people/people.service.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import type { AttributionInWords, AttributionsRepo } from './attributions.repo.ts';
import { whyNotSign } from './attributions.rules.ts';
import type { Signature, SignaturesRepo } from './signatures.repo.ts';
import type { SignatureRequest } from './signatures.schemas.ts';

const listed = 50;
const listedOfOwn = 20;

export type SignaturesService = ReturnType<typeof createSignaturesService>;

export function createSignaturesService<Found extends { estate: { id: number }; station: { id: number } }>(deps: {
  db: Db;
  repo: SignaturesRepo;
  attributions: Pick<AttributionsRepo, 'find' | 'live' | 'unsigned' | 'stakeholders' | 'sign' | 'end' | 'reopen'>;
  findings: { findInPlace(id: string): Found | null; liveVerdict(id: string): { verdict: { id: number } } | null };
  clock: Clock;
  /** Told inside the transaction at which station something is signed, refused or waits again. */
  onChange: (stationId: number) => void;
}) {
  const { db, repo, attributions, findings, clock, onChange } = deps;

  const factsOf = ({ attribution, judgedBy }: AttributionInWords) => ({
    attributedBy: attribution.attributedBy,
    judgedBy: judgedBy.id,
    householdId: attribution.householdId,
    stakeholders: attribution.householdId === null ? [] : attributions.stakeholders(attribution.householdId),
  });

  const placed = (attribution: AttributionInWords): { attribution: AttributionInWords; found: Found }[] => {
    const found = findings.findInPlace(attribution.attribution.findingId);
    return found ? [{ attribution, found }] : [];
  };

  const tell = (findingId: string): void => {
    const found = findings.findInPlace(findingId);
    if (found) onChange(found.station.id);
  };

  /** As it waits for a signature by this person. */
  const waitingOrThrow = (person: Person, id: number): AttributionInWords => {
    const waiting = attributions.find(id);
    const found = waiting && findings.findInPlace(waiting.attribution.findingId);
    if (!waiting || !found || !maySeeEstate(person.estates, found.estate.id)) {
      throw new AppError('no_such_attribution', 'There is no such attribution.');
    }
    const { endedAt, signedAt } = waiting.attribution;
    const isLive = endedAt === null && signedAt === null && waiting.attribution.basis !== null;
    if (!isLive || findings.liveVerdict(waiting.attribution.findingId)?.verdict.id !== waiting.attribution.verdictId) {
      throw new AppError('attribution_changed', 'The attribution was signed, changed or ended in the meantime.');
    }
    return waiting;
  };

  const checkSigner = (person: Person, waiting: AttributionInWords): void => {
    const why = whyNotSign(person, factsOf(waiting));
    if (why === 'own_household') {
      throw new AppError(
        'own_household',
        'Your own household or your points are concerned; somebody else must decide.',
      );
    }
    if (why !== null) throw new AppError('own_attribution', 'Who judged or attributed it does not sign it as well.');
  };

  /** The one to be taken back: one's own, and standing. */
  const ownOrThrow = (person: Person, id: number): Signature => {
    const own = repo.find(id);
    if (own?.personId !== person.id) throw new AppError('no_such_signature', 'There is no such signature of yours.');
    if (own.undoneAt !== null) throw new AppError('attribution_changed', 'This was taken back already.');
    return own;
  };

  return {
    /** What waits for this person, what of it waits for others, and the person's own latest decisions. */
    list(person: Person) {
      const waiting = attributions.unsigned(person.estates, listed);
      const mine = waiting.filter((one) => whyNotSign(person, factsOf(one)) === null);
      const own = repo.ofPerson(person.id, listedOfOwn).flatMap((signature) => {
        const attribution = attributions.find(signature.attributionId);
        return attribution ? placed(attribution).map((one) => ({ ...one, signature })) : [];
      });
      return { waiting: mine.flatMap(placed), forOthers: waiting.length - mine.length, own };
    },

    /**
     * Signs or refuses. Throws `no_such_attribution`, `attribution_changed`, `own_attribution`, `own_household`.
     */
    decide(person: Person, attributionId: number, request: SignatureRequest): void {
      inTransaction(db, () => {
        const waiting = waitingOrThrow(person, attributionId);
        checkSigner(person, waiting);
        const at = clock();
        const reason = request.decision === 'refused' ? request.reason : null;
        repo.insert({ attributionId, personId: person.id, decision: request.decision, reason, givenAt: at });
        if (reason === null) attributions.sign(attributionId, person.id, at);
        else attributions.end(attributionId, { by: person.id, at, because: 'refused', note: reason });
        tell(waiting.attribution.findingId);
      });
    },

    /** Takes back one's own decision; it waits for a signature again. Throws `no_such_signature`, `attribution_changed`. */
    undo(person: Person, id: number): void {
      inTransaction(db, () => {
        const own = ownOrThrow(person, id);
        const { attribution } = attributions.find(own.attributionId) ?? {};
        if (!attribution) throw new Error(`signature ${id} is under nothing`);
        const isOverruled =
          own.decision === 'signed'
            ? attribution.endedAt !== null
            : attributions.live(attribution.findingId) !== null ||
              findings.liveVerdict(attribution.findingId)?.verdict.id !== attribution.verdictId;
        if (isOverruled) {
          throw new AppError('attribution_changed', 'There is another answer by now; this one can’t be taken back.');
        }
        repo.undo(id, clock());
        if (own.decision === 'signed') attributions.sign(attribution.id, null, null);
        else attributions.reopen(attribution.id);
        tell(attribution.findingId);
      });
    },
  };
}
