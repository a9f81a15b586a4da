/** The ledger for people: pages by filter, all of a list for export, and one row with everything that came of it. */
import { permissionsOf } from '../people/people.rules.ts';
import type { Person } from '../people/people.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { AppError } from '../platform/errors.ts';
import type { Knowing } from './case-events.rules.ts';
import type { CaseEventsService } from './case-events.service.ts';
import type { LedgerFilter, LedgerRow, ViolationsRepo } from './violations.repo.ts';
import type { ViolationChoices, ViolationFilter, ViolationQuery } from './violations.schemas.ts';

export type ViolationsService = ReturnType<typeof createViolationsService>;

/** Rows of an export read between two turns of the event loop. */
const exportChunk = 200;
const maxExportRows = 50_000;

/** What somebody may know of a case beyond that there is one. */
export function knowingOf({ role }: Pick<Person, 'role'>): Knowing {
  const may = permissionsOf(role);
  const homes = may.includes('sign') || may.includes('notify');
  return { homes, people: homes || may.includes('review'), points: may.includes('see_points') };
}

const cursorOf = (row: LedgerRow): string => `${row.occurredAt}-${row.id}`;
function readCursor(text: string | undefined): { at: number; id: number } | null {
  const [at, id] = text?.split('-').map(Number) ?? [];
  return at === undefined || id === undefined ? null : { at, id };
}

export function createViolationsService(deps: {
  repo: ViolationsRepo;
  events: CaseEventsService;
  calendar: Pick<Calendar, 'monthOf' | 'dayAfter'>;
  clock: Clock;
}) {
  const { repo, events, calendar, clock } = deps;

  const who = ({ id, role, estates, householdId }: Person): Pick<LedgerFilter, 'estates' | 'viewer'> => ({
    estates,
    viewer: {
      householdId,
      reviews: permissionsOf(role).includes('review') ? { id, now: clock() } : null,
    },
  });

  /** Midnight at the beginning of a day. */
  const startOf = (day: string): number => {
    const before = new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
    return calendar.dayAfter(before);
  };

  /** Throws `not_allowed` when somebody looks for a home who may not know whose a case is. */
  const filterOf = (person: Person, { month, from, to, ...rest }: ViolationFilter): LedgerFilter => {
    if (rest.home !== undefined && !knowingOf(person).homes) {
      throw new AppError('not_allowed', 'Only who signs or notifies may look for a home.');
    }
    const months =
      month !== undefined
        ? { from: month, to: month }
        : from === undefined && to === undefined
          ? { from: calendar.monthOf(clock()), to: calendar.monthOf(clock()) }
          : { from: from?.slice(0, 7) ?? '0000-00', to: to?.slice(0, 7) ?? '9999-99' };
    const time =
      from === undefined && to === undefined
        ? null
        : { from: from ? startOf(from) : 0, to: to ? calendar.dayAfter(to) : Number.MAX_SAFE_INTEGER };
    return { ...rest, months, time, ...who(person) };
  };

  return {
    /** A page, the latest content first. */
    page(person: Person, { after, limit, ...query }: ViolationQuery) {
      const filter = filterOf(person, query);
      const rows = repo.page(filter, readCursor(after), limit + 1);
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      return { items, next: rows.length > limit && last ? cursorOf(last) : null, ...repo.count(filter) };
    },
    /** All of a list, a few at a time with pauses for others in between; ends after `maxExportRows`. */
    async *export(person: Person, query: ViolationFilter): AsyncGenerator<LedgerRow[]> {
      const filter = filterOf(person, query);
      let after: { at: number; id: number } | null = null;
      for (let rows = 0; rows < maxExportRows; rows += exportChunk) {
        const chunk = repo.page(filter, after, exportChunk);
        yield chunk;
        const last = chunk.at(-1);
        if (chunk.length < exportChunk || !last) return;
        after = { at: last.occurredAt, id: last.id };
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    choices({ estates }: Person): ViolationChoices {
      const rows = repo.choices(estates);
      const byEstate = Map.groupBy(rows, ({ estateId }) => estateId);
      return {
        months: repo.months(),
        estates: [...byEstate].map(([id, ofEstate]) => ({
          id,
          name: ofEstate[0]?.estate ?? '',
          stations: [...Map.groupBy(ofEstate, ({ stationId }) => stationId)].map(([stationId, bins]) => ({
            id: stationId,
            name: bins[0]?.station ?? '',
            bins: bins.flatMap(({ binId, bin }) => (binId === null || bin === null ? [] : [{ id: binId, name: bin }])),
          })),
        })),
      };
    },
    /** Throws `no_such_violation`, also for one of another estate. */
    detail(person: Person, id: number) {
      const row = repo.find(id, who(person));
      if (!row) throw new AppError('no_such_violation', 'There is no such row, or not one for this account.');
      return { row, events: events.of(row, knowingOf(person)) };
    },
  };
}
