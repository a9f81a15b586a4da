/** The log of who did what when: written from the declarations of the addresses, read by those who may. */
import type { PeopleService, Person } from '../people/people.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { Done } from '../platform/http/endpoints.ts';
import type { AuditEntry, AuditLogRepo, AuditSearch } from './audit-log.repo.ts';
import { describeRequest, objectIdOf, objectOf } from './audit-log.rules.ts';
import type { AuditFilter } from './audit-log.schemas.ts';

export type AuditLogService = ReturnType<typeof createAuditLogService>;

const exportedAtOnce = 500;

export function createAuditLogService(deps: {
  repo: AuditLogRepo;
  people: Pick<PeopleService, 'list'>;
  calendar: Pick<Calendar, 'startOfDay' | 'dayAfter'>;
  clock: Clock;
}) {
  const { repo, people, calendar, clock } = deps;

  /** Whose deeds somebody may read: those who are limited to some estates, of people limited to the same or fewer. */
  const readable = ({ estates }: Pick<Person, 'estates'>) =>
    people.list().filter((one) => estates === null || one.estates?.every((id) => estates.includes(id)));

  const searchOf = (reader: Person, { from, to, ...filter }: AuditFilter): AuditSearch => ({
    ...filter,
    people: reader.estates === null ? null : readable(reader).map(({ id }) => id),
    since: from === undefined ? undefined : calendar.startOfDay(calendar.dayAfter(from) - 1),
    until: to === undefined ? undefined : calendar.dayAfter(to),
  });

  return {
    /** Writes a call down; `personId` null: nobody was signed in. */
    record({ endpoint, params, query, body, result }: Done, personId: number | null): void {
      const made = endpoint.method === 'post' && typeof result !== 'string' ? result : null;
      repo.insert({
        at: clock(),
        personId,
        action: endpoint.action,
        object: objectOf(endpoint.path),
        objectId: objectIdOf(params, made),
        details: endpoint.isDiscreet ? null : describeRequest(query, body),
      });
    },
    /** The latest first; `next` for the page after, null at the end. */
    page(reader: Person, filter: AuditFilter, before: number | undefined, limit: number) {
      const rows = repo.page({ ...searchOf(reader, filter), before }, limit + 1);
      const items = rows.slice(0, limit);
      return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
    },
    /** All of it in pieces, the latest first. */
    *export(reader: Person, filter: AuditFilter): Generator<AuditEntry[]> {
      const search = searchOf(reader, filter);
      let before: number | undefined;
      for (;;) {
        const items = repo.page({ ...search, before }, exportedAtOnce);
        if (items.length > 0) yield items;
        if (items.length < exportedAtOnce) return;
        before = items.at(-1)?.id;
      }
    },
    /** People to look for. */
    readable,
  };
}
