/** Gathers what somebody sees first, from the features that know it; each asked only for who may know. */
import { statfs } from 'node:fs/promises';
import type { AppealsService } from '../appeals/appeals.service.ts';
import type { SignaturesService } from '../attributions/signatures.service.ts';
import type { CameraWatchService } from '../cameras/camera-watch.service.ts';
import type { FindingsService } from '../findings/findings.service.ts';
import type { MonthsService } from '../ledger/months.service.ts';
import { permissionsOf } from '../people/people.rules.ts';
import type { Permission } from '../people/people.schemas.ts';
import type { Person } from '../people/people.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { QueueStateService } from '../queue-state/queue-state.service.ts';
import type { TasksService } from '../tasks/tasks.service.ts';
import type { StationCareService } from '../volunteer-reports/station-care.service.ts';
import type { StationEventsService } from '../volunteer-reports/station-events.service.ts';
import type { VolunteerReportsService } from '../volunteer-reports/volunteer-reports.service.ts';
import type { Home } from './home.schemas.ts';

export type HomeService = ReturnType<typeof createHomeService>;

const dayMs = 86_400_000;
const listedCameras = 200;
const shownCameras = 5;
const shownReports = 3;
/** More than anybody leaves lying; beyond it the figure is a lower bound. */
const countedEvents = 100;

const iso = (at: number): string => new Date(at).toISOString();

export interface HomeDeps {
  findings: Pick<FindingsService, 'countWaiting'>;
  months: Pick<MonthsService, 'count'>;
  queueState: Pick<QueueStateService, 'state'>;
  watch: Pick<CameraWatchService, 'notices'>;
  signatures: Pick<SignaturesService, 'list'>;
  appeals: Pick<AppealsService, 'list'>;
  stationEvents: Pick<StationEventsService, 'list'>;
  stationCare: Pick<StationCareService, 'of'>;
  reports: Pick<VolunteerReportsService, 'listOf'>;
  tasks: Pick<TasksService, 'ownOf' | 'counts'>;
  calendar: Pick<Calendar, 'monthOf'>;
  clock: Clock;
  dataDir: string;
}

function createParts(deps: HomeDeps) {
  const { calendar, clock } = deps;
  return {
    month(person: Person): Home['month'] {
      const month = calendar.monthOf(clock());
      const { photos, open, violations, contested } = deps.months.count(person, month).total;
      return { month, photos, open, confirmed: violations, contested };
    },
    async queue(person: Person): Promise<Home['queue']> {
      const { today, waiting, workers } = await deps.queueState.state(person.estates);
      const { received, queued, oldestReceivedAt } = waiting;
      return { ...today, waiting: received + queued, oldestReceivedAt, workers: workers?.length ?? null };
    },
    cameras(person: Person): Home['cameras'] {
      const found = deps.watch.notices(person.estates, { endedSince: 'none', limit: listedCameras });
      const silent = found.filter(({ notice }) => notice.kind === 'silent').length;
      const items = found.slice(0, shownCameras).map(({ notice, camera, station, estate }) => {
        return { ...camera, estate, station, silent: notice.kind === 'silent', since: iso(notice.since) };
      });
      return { silent, unusable: found.length - silent, items };
    },
    appeals(person: Person): Home['appeals'] {
      const waiting = deps.appeals.list(person).filter(({ decision, whyNot }) => decision === null && whyNot === null);
      return { waiting: waiting.length, overdue: waiting.filter(({ appeal }) => appeal.dueAt < clock()).length };
    },
    events(person: Person): Home['events'] {
      const open = deps.stationEvents.list(person, 'open', countedEvents);
      return { open: open.length, overdue: open.filter(({ event }) => event.occurredAt < clock() - dayMs).length };
    },
    tasks(person: Person): Home['tasks'] {
      const own = deps.tasks.ownOf(person);
      const overdue = own.filter(({ state }) => state === 'overdue').length;
      return { open: own.filter(({ state }) => state === 'open').length + overdue, overdue };
    },
    stations: (person: Person): Home['stations'] =>
      deps.stationCare.of(person).items.map(({ id, name, estate, openEvents, bins }) => {
        return { id, name, estate, openEvents, confirmed: bins.reduce((sum, bin) => sum + bin.confirmed, 0) };
      }),
    reports: (person: Person): Home['reports'] =>
      deps.reports.listOf(person, null, shownReports).items.map(({ report, station, state }) => {
        return { id: report.id, station: station.name, state, capturedAt: iso(report.capturedAt) };
      }),
    async disk(): Promise<Home['disk']> {
      const { bavail, blocks, bsize } = await statfs(deps.dataDir);
      return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
    },
  };
}

export function createHomeService(deps: HomeDeps) {
  const parts = createParts(deps);
  return {
    async of(person: Person): Promise<Home> {
      const granted = permissionsOf(person.role);
      const only = <Part>(permission: Permission, part: (person: Person) => Part): Part | null =>
        granted.includes(permission) ? part(person) : null;
      const isChief = person.role === 'bin_chief';
      return {
        review: only('review', (one) => ({ waiting: deps.findings.countWaiting(one) })),
        month: only('see_counts', parts.month),
        queue: await only('see_queue', parts.queue),
        cameras: only('review', parts.cameras),
        signatures: only('sign', (one) => ({ waiting: deps.signatures.list(one).waiting.length })),
        appeals: only('decide', parts.appeals),
        events: isChief || granted.includes('administer') ? parts.events(person) : null,
        tasks: only('report', parts.tasks),
        tasksOverdue: only('organise', (one) => deps.tasks.counts(one).overdue),
        stations: isChief ? parts.stations(person) : null,
        reports: only('report', parts.reports),
        disk: await only('administer', parts.disk),
      };
    },
  };
}
