/** What volunteers and bin chiefs send and see, and what people see of the queue. */
import { join } from 'node:path';
import type { CapturesService } from '../captures/captures.service.ts';
import type { DutiesService } from '../duties/duties.service.ts';
import type { FindingsService } from '../findings/findings.service.ts';
import { maySeeEstate, permissionsOf } from '../people/people.rules.ts';
import type { Person } from '../people/people.service.ts';
import type { PlacesService } from '../places/places.service.ts';
import { createPartialUploads } from '../platform/files/partial-uploads.ts';
import { createQueueStateRepo } from '../queue-state/queue-state.repo.ts';
import { createQueueStateService } from '../queue-state/queue-state.service.ts';
import type { StickersService } from '../stickers/stickers.service.ts';
import type { ReportLinksRepo } from '../volunteer-reports/report-links.repo.ts';
import type { ReportLinksService } from '../volunteer-reports/report-links.service.ts';
import { createStationCareRepo } from '../volunteer-reports/station-care.repo.ts';
import { createStationCareService } from '../volunteer-reports/station-care.service.ts';
import { createStationEventsRepo } from '../volunteer-reports/station-events.repo.ts';
import { createStationEventsService } from '../volunteer-reports/station-events.service.ts';
import { createVolunteerReportsRepo } from '../volunteer-reports/volunteer-reports.repo.ts';
import { createVolunteerReportsService } from '../volunteer-reports/volunteer-reports.service.ts';
import type { Foundation } from './foundation.ts';

/** What volunteers report, and the stickers that tell their phones where they are. */
export function createVolunteers(
  { config, db, clock, calendar }: Foundation,
  { places, duties, stickers }: { places: PlacesService; duties: DutiesService; stickers: StickersService },
  more: { captures: CapturesService; findings: FindingsService; links: ReportLinksService; cases: ReportLinksRepo },
) {
  const eventsRepo = createStationEventsRepo(db);
  const reports = createVolunteerReportsService({
    ...more,
    repo: createVolunteerReportsRepo(db),
    events: eventsRepo,
    places,
    stickers,
    uploads: createPartialUploads(join(config.dataDir, 'uploads')),
    clock,
    maxPhotoBytes: config.maxPhotoBytes,
  });
  const ofEstates = (person: Person): number[] =>
    places.stations().flatMap(({ id, estate }) => (maySeeEstate(person.estates, estate.id) ? [id] : []));
  /** A bin chief who was never given a post looks after all of their estates. */
  const inCareOf = (person: Person): number[] =>
    duties.stationsOf(person.id) ?? (person.role === 'bin_chief' ? ofEstates(person) : []);
  /** Administrators see to it that nothing is left lying. */
  const watchedBy = (person: Person): number[] =>
    permissionsOf(person.role).includes('administer') ? ofEstates(person) : inCareOf(person);
  const events = createStationEventsService({ db, repo: eventsRepo, watchedBy, clock });
  const care = createStationCareService({ repo: createStationCareRepo(db), places, inCareOf, calendar, clock });
  return { reports, stationEvents: events, stationCare: care };
}

/** What people see of the queue. */
export function createQueueState({ db, clock, calendar, producer }: Foundation, captures: CapturesService) {
  const repo = createQueueStateRepo(db);
  return createQueueStateService({ db, repo, captures, workers: producer.workerList, calendar, clock });
}
