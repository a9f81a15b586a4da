/** Looking back on what was judged: lists by filter, one finding's history, and everything of a list for export. */
import type { Episode } from '../episodes/episodes.service.ts';
import { maySeeEstate } from '../people/people.rules.ts';
import type { Person } from '../people/people.service.ts';
import type { PlacesService } from '../places/places.service.ts';
import type { Clock } from '../platform/clock.ts';
import { AppError } from '../platform/errors.ts';
import type { FindingInPlace, FindingsRepo } from './findings.repo.ts';
import type { JudgedFilter, LookbackRepo } from './lookback.repo.ts';
import type { LookbackFilter } from './lookback.schemas.ts';
import type { SecondLook } from './second-looks.repo.ts';
import type { SecondLooksService } from './second-looks.service.ts';

export type LookbackService = ReturnType<typeof createLookbackService>;

/** Rows of an export read between two turns of the event loop: about ten milliseconds. */
const exportChunk = 50;
const maxExportRows = 50_000;

/** Days of the filter, both included; null: not bounded. A month that is given along narrows them. */
export function daysOf({ month, from, to }: LookbackFilter): { from: string; to: string } | null {
  if (month === undefined && from === undefined && to === undefined) return null;
  const first = [from, month && `${month}-01`]
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
  const last = [to, month && `${month}-31`].filter((day) => day !== undefined).sort()[0];
  return { from: first ?? '0000-01-01', to: last ?? '9999-12-31' };
}

function lookOf(findingId: string, look: SecondLook | null): 'second' | 'third' | null {
  if (look?.secondId === findingId) return 'second';
  return look?.thirdId === findingId ? 'third' : null;
}

export function createLookbackService(deps: {
  repo: LookbackRepo;
  findings: Pick<FindingsRepo, 'findInPlace' | 'isHiddenFrom'>;
  looks: Pick<SecondLooksService, 'of'>;
  episodes: { find(id: number): Episode | null };
  places: Pick<PlacesService, 'stations'>;
  clock: Clock;
}) {
  const { repo, findings, looks, episodes, places, clock } = deps;
  const filterOf = (person: Person, filter: LookbackFilter): JudgedFilter => ({
    ...filter,
    viewer: { id: person.id, now: clock() },
    estates: person.estates,
    days: daysOf(filter),
  });
  const inPlace = (rows: { findingId: string }[]): FindingInPlace[] =>
    rows.flatMap(({ findingId }) => findings.findInPlace(findingId) ?? []);

  return {
    /** A page, newest verdict first, with the number to ask for the next one with. */
    page(person: Person, query: LookbackFilter & { before?: number | undefined; limit: number }) {
      const { before = null, limit, ...rest } = query;
      const filter = filterOf(person, rest);
      const rows = repo.judged(filter, before, limit);
      return {
        items: inPlace(rows),
        next: rows.length === limit ? (rows.at(-1)?.verdictId ?? null) : null,
        total: repo.count(filter),
      };
    },
    /** All of a list, a few at a time and with pauses for others in between; ends after `maxExportRows`. */
    async *export(person: Person, query: LookbackFilter): AsyncGenerator<FindingInPlace[]> {
      const filter = filterOf(person, query);
      let before: number | null = null;
      for (let rows = 0; rows < maxExportRows; rows += exportChunk) {
        const chunk = repo.judged(filter, before, exportChunk);
        yield inPlace(chunk);
        before = chunk.at(-1)?.verdictId ?? null;
        if (chunk.length < exportChunk) return;
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    /** What there is to choose from in the filters. */
    choices(person: Person) {
      const stations = places
        .stations({ withRetired: true })
        .filter(({ estate }) => maySeeEstate(person.estates, estate.id));
      return { stations, reviewers: repo.reviewers() };
    },
    /** Everything that was said of a judged finding. Throws `no_such_finding`, also for an open one. */
    history(person: Person, id: string) {
      const found = findings.findInPlace(id);
      const maySee = found && maySeeEstate(person.estates, found.estate.id);
      if (found?.finding.state !== 'judged' || !maySee || findings.isHiddenFrom(id, person.id, clock())) {
        throw new AppError('no_such_finding', 'There is no such finding, or it has not been judged.');
      }
      const look = looks.of(id);
      const isComplete = look?.state === 'agreed' || look?.state === 'decided';
      // What others said of it stays unsaid until all have judged.
      const asked = look && isComplete ? [look.findingId, look.secondId, look.thirdId ?? look.secondId] : [id];
      const verdicts = repo.verdictsOn(asked);
      const { episodeId } = found.finding;
      return {
        verdicts: verdicts.map((row) => ({ ...row, look: lookOf(row.verdict.findingId, look) })),
        standingVerdictId: look?.standingVerdictId ?? null,
        violations: repo.violationsOn(verdicts.map(({ verdict }) => verdict.id)),
        episode: episodeId === null ? null : episodes.find(episodeId),
        mayUndo: verdicts.some(
          ({ verdict }) => verdict.findingId === id && verdict.undoneAt === null && verdict.personId === person.id,
        ),
      };
    },
  };
}
