/** Draws verdicts for a blind second look, keeps the looks in step with the verdicts, and counts how far people agree. */
import { randomUUID } from 'node:crypto';
import type { Person } from '../people/people.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { Finding, FindingInPlace, FindingsRepo } from './findings.repo.ts';
import { dealOrderOf } from './findings.rules.ts';
import type { SecondLook, SecondLooksRepo } from './second-looks.repo.ts';
import { type ComparedVerdict, drawOf, markOfSeed, outcomeOf } from './second-looks.rules.ts';

export type SecondLooksService = ReturnType<typeof createSecondLooksService>;

const listed = 50;

export function createSecondLooksService(deps: {
  repo: SecondLooksRepo;
  findings: Pick<FindingsRepo, 'find' | 'findInPlace' | 'insert' | 'update' | 'liveVerdict'>;
  calendar: Calendar;
  clock: Clock;
  seed: () => string;
  /** Share of verdicts, 0 to 1. */
  share: number;
}) {
  const { repo, findings, calendar, clock, seed, share } = deps;

  const liveOf = (findingId: string | null): ComparedVerdict | null =>
    findingId === null ? null : (findings.liveVerdict(findingId)?.verdict ?? null);

  /** A finding that asks the same again: same picture, same place in the day's order as any other has. */
  const ask = (first: Finding, source: 'second_look' | 'third_look'): string => {
    const id = randomUUID();
    findings.insert({
      id,
      source,
      episodeId: first.episodeId,
      reportCaptureId: first.reportCaptureId,
      observationId: first.observationId,
      stationId: first.stationId,
      state: 'open',
      version: 0,
      day: first.day,
      dealOrder: dealOrderOf(seed(), `${source}:${first.id}`),
      createdAt: clock(),
    });
    return id;
  };

  /** Opens or shuts a look that nobody's verdict stands on, as long as it is asked for. */
  const keepOpen = (findingId: string, isAsked: boolean): void => {
    const look = findings.find(findingId);
    if (!look || look.state === 'judged') return;
    const state = isAsked ? 'open' : 'not_reviewed';
    if (look.state === state) return;
    findings.update(findingId, { state, version: look.version + 1, leasedTo: null, leasedUntil: null });
  };

  const draw = (first: Finding): SecondLook | null => {
    const drawn = drawOf(seed(), first.id);
    if (drawn >= share || !liveOf(first.id)) return null;
    const { episodeId } = first;
    if (episodeId !== null && repo.hasFinding(episodeId, 'second_look')) return null;
    return repo.insert({
      findingId: first.id,
      secondId: ask(first, 'second_look'),
      probability: share,
      draw: drawn,
      seedMark: markOfSeed(seed()),
      drawnAt: clock(),
      state: 'waiting',
    });
  };

  return {
    /** Inside a transaction, after a verdict on the finding was given or undone, and before the ledger follows. */
    settle(findingId: string): void {
      const found = findings.find(findingId);
      if (!found) return;
      const look = repo.findOf(findingId) ?? draw(found);
      if (!look) return;
      const outcome = outcomeOf(liveOf(look.findingId), liveOf(look.secondId), liveOf(look.thirdId));
      let { thirdId } = look;
      keepOpen(look.secondId, outcome.state === 'waiting');
      if (thirdId !== null) keepOpen(thirdId, outcome.state === 'contested');
      else if (outcome.state === 'contested') {
        const first = findings.find(look.findingId);
        thirdId = first && ask(first, 'third_look');
      }
      repo.update(look.id, { ...outcome, thirdId });
    },

    /** The looks at a finding, for its history; null while they are none of the person's business. */
    of: (findingId: string): SecondLook | null => repo.findOf(findingId),

    /** How far people agree on what was drawn in a month; who was right only where a third has decided. */
    month(person: Person, month: string) {
      const { from, to } = calendar.monthBounds(month);
      const rows = repo.count(person.estates, from, to);
      const sum = (matches: (row: (typeof rows)[number]) => boolean, value: 'rows' | 'overruled' = 'rows'): number =>
        rows.filter(matches).reduce((total, row) => total + row[value], 0);
      return {
        month,
        share,
        counts: {
          drawn: sum(({ state }) => state !== 'withdrawn'),
          waiting: sum(({ state }) => state === 'waiting'),
          same: sum(({ agreement }) => agreement === 'same'),
          otherCategory: sum(({ agreement }) => agreement === 'other_category'),
          contested: sum(({ state }) => state === 'contested'),
          decided: sum(({ state }) => state === 'decided'),
          overruled: sum(({ state }) => state === 'decided', 'overruled'),
        },
        decided: repo.decided(person.estates, from, to, listed).flatMap((look) => {
          const found: FindingInPlace | null = findings.findInPlace(look.findingId);
          const verdicts = [look.findingId, look.secondId, look.thirdId].flatMap((id) =>
            id === null ? [] : (findings.liveVerdict(id) ?? []),
          );
          return found ? [{ look, found, verdicts }] : [];
        }),
      };
    },
  };
}
