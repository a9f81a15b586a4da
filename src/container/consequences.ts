/** What follows from a signed attribution: notices, appeals, points, lists. */
import { createAppealsRepo } from '../appeals/appeals.repo.ts';
import { createAppealsService } from '../appeals/appeals.service.ts';
import { createDutiesRepo } from '../duties/duties.repo.ts';
import type { FindingsService } from '../findings/findings.service.ts';
import { createListsRepo } from '../lists/lists.repo.ts';
import { createListsService, type ListsService } from '../lists/lists.service.ts';
import { createJudgedEpisodesRepo } from '../monthly-report/judged-episodes.repo.ts';
import { createMonthReportsRepo } from '../monthly-report/month-reports.repo.ts';
import { createNoticesRepo } from '../notices/notices.repo.ts';
import { createNoticesService, type NoticesService } from '../notices/notices.service.ts';
import type { ParticipationService } from '../participation/participation.service.ts';
import type { PlacesService } from '../places/places.service.ts';
import { createPointsRepo } from '../points/points.repo.ts';
import { createPointsService } from '../points/points.service.ts';
import type { Foundation } from './foundation.ts';

export function createNotices({ config, db, clock }: Foundation, onChange: () => void): NoticesService {
  const repo = createNoticesRepo(db);
  return createNoticesService({ db, repo, clock, termDays: () => config.noticeTermDays, onChange });
}

export function createAppeals(
  { db, clock }: Foundation,
  deps: {
    notices: NoticesService;
    findings: Pick<FindingsService, 'resettle'>;
    stakeholders: (householdId: number) => number[];
    onChange: () => void;
  },
) {
  return createAppealsService({
    db,
    repo: createAppealsRepo(db),
    notices: deps.notices,
    settle: deps.findings.resettle,
    stakeholders: deps.stakeholders,
    clock,
    onChange: deps.onChange,
  });
}

export function createPoints(
  { db, calendar, clock, log }: Foundation,
  deps: { notices: NoticesService; publishedRed: ListsService['publishedRed']; onLooked: () => void },
) {
  const months = createMonthReportsRepo(db);
  return createPointsService({
    db,
    repo: createPointsRepo(db),
    duties: createDutiesRepo(db),
    isClosed: (month) => months.closedAt(month) !== null,
    calendar,
    clock,
    log,
    ...deps,
  });
}

export function createLists(
  { db, calendar, clock }: Foundation,
  deps: {
    notices: NoticesService;
    places: PlacesService;
    participation: ParticipationService;
    onPublished: () => void;
  },
) {
  const judged = createJudgedEpisodesRepo(db, calendar.hourOf);
  return createListsService({ db, repo: createListsRepo(db), judged, calendar, clock, ...deps });
}
