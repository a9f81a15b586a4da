/** Red and black lists: drafted from what holds, signed by a second person, published, corrected by further editions. */
import { createHash } from 'node:crypto';
import type { JudgedEpisodesRepo } from '../monthly-report/judged-episodes.repo.ts';
import { estimateMonth } from '../monthly-report/rate.rules.ts';
import type { NoticesService } from '../notices/notices.service.ts';
import type { ParticipationService } from '../participation/participation.service.ts';
import type { Person } from '../people/people.service.ts';
import type { PlacesService } from '../places/places.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import type { Edition, ListsRepo } from './lists.repo.ts';
import { type Figure, type HomeRow, type ListInputs, listedRed, makeList, withoutVoid } from './lists.rules.ts';

export type ListsService = ReturnType<typeof createListsService>;

const hashOf = (inputs: ListInputs): string => createHash('sha256').update(JSON.stringify(inputs)).digest('hex');
const figureOf = ({ judged, estimate }: Figure): Figure => ({ judged, estimate });

export function createListsService(deps: {
  db: Db;
  repo: ListsRepo;
  judged: JudgedEpisodesRepo;
  notices: Pick<NoticesService, 'consequential'>;
  places: Pick<PlacesService, 'stations'>;
  participation: Pick<ParticipationService, 'ofDays'>;
  calendar: Pick<Calendar, 'dayOf' | 'monthAfter' | 'monthBounds' | 'monthOf'>;
  clock: Clock;
  /** Of an edition: points may follow from it. */
  onPublished: () => void;
}) {
  const { db, repo, judged, notices, places, participation, calendar, clock, onPublished } = deps;

  /** Figures of the month by estate and station, and by bin, from the same sample. */
  const figuresOf = (month: string) => {
    const days = [`${month}-01`, `${calendar.monthAfter(month)}-01`] as const;
    const sample = {
      judged: judged.judged(...days),
      counts: judged.counts(...days),
      drawnDays: judged.drawnDays(...days),
    };
    const binOf = repo.binOfEpisodes(...days);
    const byBin = sample.judged.map((one) => ({ ...one, stationId: binOf.get(one.episodeId) ?? 0 }));
    return { ...estimateMonth(sample), bins: estimateMonth({ ...sample, judged: byBin }).stations };
  };

  const placesOf = (month: string): Pick<ListInputs, 'community' | 'estates' | 'stations' | 'bins'> => {
    const before = calendar.monthOf(calendar.monthBounds(month).from - 1);
    const [now, then] = [figuresOf(month), figuresOf(before)];
    const stations = places.stations();
    const estates = new Map(stations.map(({ estate }) => [estate.id, estate]));
    const known = <Row extends Figure>(rows: readonly Row[], idOf: (row: Row) => number) =>
      new Map(rows.map((row) => [idOf(row), row]));
    const rated = (
      things: { id: number; name: string; within: string | null }[],
      present: Map<number, Figure>,
      former: Map<number, Figure>,
    ) =>
      things.map((thing) => ({
        ...thing,
        ...figureOf(present.get(thing.id) ?? { judged: 0, estimate: null }),
        before: former.get(thing.id)?.estimate?.rate ?? null,
      }));
    return {
      community: figureOf(now.community),
      estates: rated(
        [...estates.values()].map(({ id, name }) => ({ id, name, within: null })),
        known(now.estates, ({ estateId }) => estateId),
        known(then.estates, ({ estateId }) => estateId),
      ),
      stations: rated(
        stations.map(({ id, name, estate }) => ({ id, name, within: estate.name })),
        known(now.stations, ({ stationId }) => stationId),
        known(then.stations, ({ stationId }) => stationId),
      ),
      bins: rated(
        stations.flatMap(({ name: station, estate, bins }) =>
          bins.map(({ id, name }) => ({ id, name, within: `${estate.name} ${station}` })),
        ),
        known(now.bins, ({ stationId }) => stationId),
        known(then.bins, ({ stationId }) => stationId),
      ),
    };
  };

  const lastDayOf = (month: string): string => calendar.dayOf(calendar.monthBounds(month).to - 1);
  const inputsOf = (month: string, homes: readonly HomeRow[]): ListInputs => {
    const unitOf = new Map(homes.map(({ householdId, unitId }) => [householdId, unitId]));
    const cases = notices.consequential().flatMap(({ findingId, householdId, occurredAt }) => {
      const unitId = householdId === null ? undefined : unitOf.get(householdId);
      const isOfMonth = occurredAt !== null && calendar.monthOf(occurredAt) === month;
      return isOfMonth && unitId !== undefined ? [{ findingId, householdId, unitId }] : [];
    });
    const { isRecorded, optedIn } = participation.ofDays(`${month}-01`, lastDayOf(month));
    return {
      month,
      ...placesOf(month),
      cases: cases.toSorted((a, b) => (a.findingId < b.findingId ? -1 : a.findingId > b.findingId ? 1 : 0)),
      ...(isRecorded ? { participation: { optedIn } } : {}),
    };
  };

  const frozen = (inputs: ListInputs, homes: readonly HomeRow[]) => {
    const number = (repo.editions(inputs.month)[0]?.edition.number ?? 0) + 1;
    return {
      month: inputs.month,
      number,
      inputs,
      inputsHash: hashOf(inputs),
      content: makeList(inputs, homes),
      madeAt: clock(),
      signedAt: null,
      signedBy: null,
      publishedAt: null,
      publishedBy: null,
    };
  };

  const changed = (): AppError => new AppError('list_changed', 'The list was signed, published or replaced meanwhile.');
  /** The newest of its month: an older one is no longer signed or published. */
  const newestOrThrow = (id: number): Edition => {
    const edition = repo.find(id);
    if (!edition) throw new AppError('no_such_list', 'There is no such list.');
    if (repo.editions(edition.month)[0]?.edition.id !== id || edition.publishedAt !== null) throw changed();
    return edition;
  };

  return {
    published: repo.published,
    publishedMonths: repo.publishedMonths,
    /** Households on published red lists, by the latest edition of each month, with the last day of the month. */
    publishedRed(): { month: string; day: string; at: number; householdIds: number[] }[] {
      const homes = repo.homes();
      return repo.publishedMonths().map((month) => {
        const edition = repo.published(month);
        const listed = edition ? listedRed(edition.inputs, homes) : [];
        const at = calendar.monthBounds(month).to - 1;
        return { month, day: lastDayOf(month), at, householdIds: listed.map(({ home }) => home.householdId) };
      });
    },
    ofMonth(month: string) {
      const homes = repo.homes();
      const inputs = inputsOf(month, homes);
      const published = repo.published(month);
      return {
        present: makeList(inputs, homes),
        editions: repo.editions(month),
        isOutdated: published !== null && published.inputsHash !== hashOf(inputs),
        latestPublished: published?.number ?? null,
      };
    },

    /** Freezes what holds now. Throws `month_not_over`, `list_needs_reason` once one was published. */
    draft(person: Person, month: string, reason: string | null): void {
      inTransaction(db, () => {
        if (clock() < calendar.monthBounds(month).to) {
          throw new AppError('month_not_over', 'This month is not over.');
        }
        if (repo.published(month) !== null && reason === null) {
          throw new AppError('list_needs_reason', 'A published list is corrected: please say why.');
        }
        const homes = repo.homes();
        repo.insert({ ...frozen(inputsOf(month, homes), homes), reason, madeBy: person.id });
      });
    },

    /** A second person signs. Throws `no_such_list`, `list_changed`, `own_list`. */
    sign(person: Person, id: number): void {
      inTransaction(db, () => {
        const edition = newestOrThrow(id);
        if (edition.signedAt !== null) throw changed();
        if (edition.madeBy === person.id) {
          throw new AppError('own_list', 'Who made the list does not sign it as well.');
        }
        repo.sign(id, person.id, clock());
      });
    },

    /** Throws `no_such_list`, `list_changed`: not signed, or its cases no longer hold. */
    publish(person: Person, id: number): void {
      inTransaction(db, () => {
        const edition = newestOrThrow(id);
        const holding = new Set(notices.consequential().map(({ findingId }) => findingId));
        if (edition.signedAt === null || withoutVoid(edition.inputs, holding) !== null) throw changed();
        repo.publish(id, person.id, clock());
      });
      onPublished();
    },

    /**
     * Takes void cases off published lists at once, by an edition of its own; a second run makes none. What else has changed waits for a
     * person. Returns how many were corrected.
     */
    correctVoid(): number {
      const months = repo.publishedMonths();
      if (months.length === 0) return 0;
      const holding = new Set(notices.consequential().map(({ findingId }) => findingId));
      const outdated = months.flatMap((month) => {
        const edition = repo.published(month);
        const inputs = edition && withoutVoid(edition.inputs, holding);
        return inputs ? [inputs] : [];
      });
      if (outdated.length === 0) return 0;
      inTransaction(db, () => {
        const homes = repo.homes();
        for (const inputs of outdated) {
          repo.insert({ ...frozen(inputs, homes), reason: 'case_void', madeBy: null, publishedAt: clock() });
        }
      });
      onPublished();
      return outdated.length;
    },
  };
}
