/** Gathers what happened to one case from all features that know of it. */
import type { CaseEventsRepo } from './case-events.repo.ts';
import { type Knowing, type RawEvent, timeLine, voidReasonOf } from './case-events.rules.ts';
import type { LedgerRow } from './violations.repo.ts';
import type { CaseEvent } from './violations.schemas.ts';

export type CaseEventsService = ReturnType<typeof createCaseEventsService>;

export function createCaseEventsService({ repo }: { repo: CaseEventsRepo }) {
  const verdicts = (row: LedgerRow): RawEvent[] => {
    const looks = repo.looks(row.findingId);
    const lookOf = (findingId: string) =>
      findingId === looks?.secondId ? 'second' : findingId === looks?.thirdId ? 'third' : 'first';
    return repo.verdicts(row.findingId).flatMap((one): RawEvent[] => [
      {
        ...{ kind: 'verdict', at: one.givenAt, personId: one.personId, judgement: one.judgement },
        ...{ actual: one.actual, note: one.note, look: lookOf(one.findingId) },
      } as RawEvent,
      ...(one.undoneAt === null ? [] : [{ kind: 'verdict_undone' as const, at: one.undoneAt, personId: one.undoneBy }]),
    ]);
  };

  const appeals = (noticeId: number): RawEvent[] =>
    repo.appeals(noticeId).flatMap(({ id, ground, statement, filedAt }): RawEvent[] => [
      // Who of the household appealed is nobody's business: it was the household.
      { kind: 'appeal_filed', at: filedAt, personId: null, ground, statement },
      ...repo
        .decisions(id)
        .flatMap(({ decision, reason, decidedAt, decidedBy, undoneAt }): RawEvent[] => [
          { kind: 'appeal_decided', at: decidedAt, personId: decidedBy, decision, reason },
          ...(undoneAt === null ? [] : [{ kind: 'appeal_reopened' as const, at: undoneAt, personId: null }]),
        ]),
    ]);

  const notices = (attributionId: number): RawEvent[] =>
    repo
      .notices(attributionId)
      .flatMap(({ id, termDays, createdAt }): RawEvent[] => [
        { kind: 'notice_made', at: createdAt, personId: null, termDays },
        ...repo
          .deliveries(id)
          .flatMap(({ way, personId, deliveredAt, undoneAt, undoneBy }): RawEvent[] => [
            { kind: 'notice_delivered', at: deliveredAt, personId: way === 'slip' ? personId : null, way },
            ...(undoneAt === null ? [] : [{ kind: 'notice_undelivered' as const, at: undoneAt, personId: undoneBy }]),
          ]),
        ...appeals(id),
      ]);

  const attributions = (row: LedgerRow): RawEvent[] =>
    repo.attributions(row.findingId).flatMap((one): RawEvent[] => [
      {
        ...{ kind: 'attributed' as const, at: one.attributedAt, personId: one.attributedBy },
        ...{ label: one.label, basis: one.basis, detail: one.detail },
        target: one.householdId !== null ? 'household' : one.unitId !== null ? 'unit' : 'unknown',
      },
      ...(one.signedAt === null ? [] : [{ kind: 'signed' as const, at: one.signedAt, personId: one.signedBy }]),
      ...(one.endedAt === null || one.endedBecause === null
        ? []
        : [
            {
              ...{ kind: 'attribution_ended' as const, at: one.endedAt, personId: one.endedBy },
              ...{ because: one.endedBecause, note: one.endedNote },
            },
          ]),
      ...notices(one.id),
    ]);

  const lists = (row: LedgerRow): RawEvent[] => {
    const editions = repo.editions(row.month, row.findingId);
    const first = editions.findIndex(({ counted }) => counted === 1);
    const since = first < 0 ? [] : editions.slice(first);
    return since.flatMap((one): RawEvent[] => {
      const common = { kind: 'list', month: row.month, edition: one.number, isCounted: one.counted === 1 } as const;
      return [
        { ...common, step: 'made', at: one.madeAt, personId: one.madeBy },
        ...(one.signedAt === null
          ? []
          : [{ ...common, step: 'signed' as const, at: one.signedAt, personId: one.signedBy }]),
        ...(one.publishedAt === null
          ? []
          : [{ ...common, step: 'published' as const, at: one.publishedAt, personId: one.publishedBy }]),
      ];
    });
  };

  const tasks = (row: LedgerRow): RawEvent[] =>
    repo.tasks(row.id).flatMap((task): RawEvent[] => {
      const common = { kind: 'task', task: task.kind, dueDay: task.dueDay, outcome: null, note: null } as const;
      const gone = task.withdrawnAt ?? task.endedAt;
      return [
        { ...common, step: 'asked', at: task.addedAt, personId: null },
        ...(gone === null
          ? []
          : [
              {
                ...common,
                step: task.withdrawnAt ? ('withdrawn' as const) : ('released' as const),
                at: gone,
                personId: null,
              },
            ]),
        ...repo.completions(task.id).flatMap((done): RawEvent[] => [
          { ...common, step: 'done', at: done.completedAt, personId: done.personId, note: done.note || null },
          ...(done.undoneAt === null
            ? []
            : [{ ...common, step: 'not_done' as const, at: done.undoneAt, personId: null }]),
          ...(done.checkedAt === null
            ? []
            : [
                {
                  ...{ ...common, step: 'checked' as const, at: done.checkedAt, personId: done.checkedBy },
                  ...{ outcome: done.outcome, note: done.checkNote },
                },
              ]),
        ]),
      ];
    });

  const points = (row: LedgerRow): RawEvent[] =>
    repo.points(repo.pointKeys(row)).map(({ memberId, member, difference, code, nth, bookedAt }) => ({
      ...{ kind: 'points' as const, at: bookedAt, personId: null, difference, code, nth },
      member: { id: memberId, name: member },
    }));

  return {
    /** In the order of time. */
    of(row: LedgerRow, knowing: Knowing): CaseEvent[] {
      const { createdAt, voidedBy } = repo.entry(row.id);
      const events: RawEvent[] = [
        { kind: 'seen', at: row.occurredAt, personId: null },
        { kind: 'entered', at: createdAt, personId: null },
        ...(row.voidedAt === null
          ? []
          : [{ kind: 'voided' as const, at: row.voidedAt, personId: voidedBy, reason: voidReasonOf(row.voidReason) }]),
        ...verdicts(row),
        ...attributions(row),
        ...tasks(row),
        ...points(row),
        ...lists(row),
      ];
      const people = [...new Set(events.flatMap(({ personId }) => personId ?? []))];
      const names = repo.names(people);
      return timeLine(events, knowing, (id) => names.get(id));
    },
  };
}
