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
import type { PeopleService } from '../people/people.service.ts';
import type { PlacesService } from '../places/places.service.ts';
import { inspectPhoto } from '../platform/files/inspect-photo.ts';
import { createPointsRepo } from '../points/points.repo.ts';
import { createPointsService } from '../points/points.service.ts';
import { createSpotChecksRepo } from '../tasks/spot-checks.repo.ts';
import { createSpotChecksService } from '../tasks/spot-checks.service.ts';
import { createTaskPlanService } from '../tasks/task-plan.service.ts';
import { createTasksRepo } from '../tasks/tasks.repo.ts';
import { createTasksService } from '../tasks/tasks.service.ts';
import type { Foundation } from './foundation.ts';

/** Of visits made: as DESIGN has it. */
const spotCheckShare = 0.2;

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
  deps: {
    notices: NoticesService;
    publishedRed: ListsService['publishedRed'];
    beforeLooking: () => void;
    onLooked: () => void;
  },
) {
  const months = createMonthReportsRepo(db);
  return createPointsService({
    db,
    repo: createPointsRepo(db),
    duties: createDutiesRepo(db),
    visits: createTasksRepo(db),
    spotChecks: createSpotChecksRepo(db),
    isClosed: (month) => months.closedAt(month) !== null,
    calendar,
    clock,
    log,
    ...deps,
  });
}

export function createTasks(
  { db, config, calendar, clock, community, photos }: Foundation,
  { people, onChange }: { people: PeopleService; onChange: () => void },
) {
  const repo = createTasksRepo(db);
  const plan = createTaskPlanService({
    ...{ db, repo, duties: createDutiesRepo(db), calendar, clock },
    livesIn: (personId, householdId) => people.find(personId)?.householdId === householdId,
  });
  const tasks = createTasksService({
    ...{ db, repo, calendar, clock, onChange, findPerson: people.find, holderOf: plan.holderOf },
    listPeople: () => people.list().filter(({ id }) => people.find(id) !== null),
    async keepPhoto(sha256, bytes) {
      await inspectPhoto(bytes, config.maxPhotoPixels);
      await photos.save(sha256, bytes);
    },
  });
  const spotChecks = createSpotChecksService({
    ...{ db, repo: createSpotChecksRepo(db), calendar, clock, onChange },
    seed: () => community.settings().seed,
    share: spotCheckShare,
  });
  return { tasks, taskPlan: plan, spotChecks };
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
