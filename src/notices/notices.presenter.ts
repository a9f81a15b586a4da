/** Notices as JSON: for the household what it may know, for the office all of it. */
import type { AppealsService } from '../appeals/appeals.service.ts';
import { nobody, type PhotoAddresses } from '../captures/photo-addresses.ts';
import type { FindingInPlace } from '../findings/findings.repo.ts';
import type { Person } from '../people/people.service.ts';
import type { Clock } from '../platform/clock.ts';
import { mayAppeal, mayHaveConsequences, termEndsAt } from './notices.rules.ts';
import type { NoticeFacts, NoticeView } from './notices.schemas.ts';
import type { NoticeInFull, NoticesService } from './notices.service.ts';

export type NoticesPresenter = ReturnType<typeof createNoticesPresenter>;

const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));

export function createNoticesPresenter(deps: {
  notices: Pick<NoticesService, 'stateOf' | 'delivery' | 'personName'>;
  appeals: Pick<AppealsService, 'ofNotice'>;
  findings: { findInPlace(id: string): FindingInPlace | null };
  addresses: Pick<PhotoAddresses, 'makeCrop'>;
  clock: Clock;
}) {
  const { notices, appeals, findings, addresses, clock } = deps;

  const presentAppeal = (noticeId: number): NoticeFacts['appeal'] => {
    const found = appeals.ofNotice(noticeId);
    if (!found) return null;
    const { appeal, decision } = found;
    return {
      ground: appeal.ground,
      statement: appeal.statement,
      filedAt: iso(appeal.filedAt),
      dueAt: iso(appeal.dueAt),
      decision: decision && { decision: decision.decision, reason: decision.reason, at: iso(decision.decidedAt) },
    };
  };

  /** For whoever holds the code (`personId` nobody) or lives there. */
  const presentFacts = (notice: NoticeInFull, personId: number): NoticeFacts => {
    const { facts, findingId, actual } = notice.told;
    const found = findings.findInPlace(findingId);
    if (!found) throw new Error(`notice ${notice.id} tells of no finding`);
    const picture = addresses.makeCrop(found.capture.id, found.viewRevisionId, personId);
    return {
      state: notices.stateOf(notice),
      place: { estate: found.estate, station: found.station, bin: found.bin },
      capturedAt: iso(found.capture.capturedAt),
      expected: found.expected,
      actual,
      pictureUrl: personId === nobody ? picture.replace('/crops/', '/public-crops/') : picture,
      termDays: facts.termDays,
      deliveredAt: isoOrNull(facts.deliveredAt),
      termEndsAt: isoOrNull(termEndsAt(facts)),
      mayAppeal: mayAppeal(facts, clock()),
      appeal: presentAppeal(notice.id),
    };
  };

  return {
    presentFacts,
    present(notice: NoticeInFull, person: Person): NoticeView {
      const { told, household } = notice;
      const delivery = notices.delivery(notice.id);
      const signer = told.signedBy === null ? null : notices.personName(told.signedBy);
      return {
        ...presentFacts(notice, person.id),
        id: notice.id,
        findingId: told.findingId,
        code: notice.code,
        household: { id: household.id, label: household.label, estate: household.estate },
        createdAt: iso(notice.createdAt),
        delivery: delivery && {
          way: delivery.way,
          by: { id: delivery.personId, name: delivery.name },
          at: iso(delivery.at),
        },
        signedBy: signer === null || told.signedBy === null ? null : { id: told.signedBy, name: signer },
        mayHaveConsequences: mayHaveConsequences(told.facts, clock()),
      };
    },
  };
}
