import { drizzle } from 'drizzle-orm/better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuditLogRepo } from './audit-log/audit-log.repo.ts';
import { createCamerasRepo } from './cameras/cameras.repo.ts';
import { createMasksRepo } from './cameras/masks.repo.ts';
import { createCapturesRepo } from './captures/captures.repo.ts';
import { createMaskingRepo } from './captures/masking.repo.ts';
import { createEpisodeEditsRepo } from './episodes/episode-edits.repo.ts';
import { createEpisodesRepo, type Episode } from './episodes/episodes.repo.ts';
import { createBulkRejectionsRepo } from './findings/bulk-rejections.repo.ts';
import { createFindingsRepo } from './findings/findings.repo.ts';
import { createLookbackRepo, type JudgedFilter } from './findings/lookback.repo.ts';
import { createSecondLooksRepo } from './findings/second-looks.repo.ts';
import { createCaseEventsRepo } from './ledger/case-events.repo.ts';
import { createLedgerRepo } from './ledger/ledger.repo.ts';
import { createMonthsRepo } from './ledger/months.repo.ts';
import { createViolationsRepo, type LedgerFilter } from './ledger/violations.repo.ts';
import { createListsRepo } from './lists/lists.repo.ts';
import { createJudgedEpisodesRepo } from './monthly-report/judged-episodes.repo.ts';
import { createLaterRepo } from './monthly-report/later.repo.ts';
import { createMonthReportsRepo } from './monthly-report/month-reports.repo.ts';
import { createReportInputsRepo } from './monthly-report/report-inputs.repo.ts';
import { createNoticesRepo } from './notices/notices.repo.ts';
import { createPatrolsRepo } from './patrols/patrols.repo.ts';
import { createPeopleRepo } from './people/people.repo.ts';
import { createPhotoHidingsRepo } from './photo-hidings/photo-hidings.repo.ts';
import { createCalendar } from './platform/calendar.ts';
import type { Db } from './platform/db/database.ts';
import { createPointsRepo } from './points/points.repo.ts';
import { createQueueStateRepo } from './queue-state/queue-state.repo.ts';
import { createPushRepo } from './receivers/push.repo.ts';
import { createPushFetchRepo } from './receivers/push-fetch.repo.ts';
import { createTasksRepo } from './tasks/tasks.repo.ts';
import { openTestDatabase, type TestDatabase } from './testing/database.ts';
import { createQuizzesRepo } from './training/quizzes.repo.ts';
import { createReportLinksRepo } from './volunteer-reports/report-links.repo.ts';
import { createStationCareRepo } from './volunteer-reports/station-care.repo.ts';
import { createStationEventsRepo } from './volunteer-reports/station-events.repo.ts';
import { createVolunteerReportsRepo } from './volunteer-reports/volunteer-reports.repo.ts';

/** Tables that grow with every photograph: none of them may be read from end to end for something a person waits for. */
const growing = [
  'capture',
  'observation',
  'episode',
  'finding',
  'verdict',
  'violation',
  'camera_hour',
  'session',
  'volunteer_report',
  'station_event',
  'push_body',
  'push_event',
  'push_fetch',
  'audit_entry',
  'point_entry',
  'task',
  'task_cause',
  'task_completion',
];

/** Partial indexes that hold only what is waiting, and so may be read as a whole. */
const smallIndexes = [
  'finding_open',
  'observation_ungrouped',
  'capture_due',
  'capture_original_waiting',
  'push_body_stored',
  'task_open_visit',
  'task_open_bin',
  'task_open_station',
  'task_cause_live',
];

let database: TestDatabase;
let asked: { sql: string; params: unknown[] }[] = [];
let db: Db;
beforeAll(() => {
  database = openTestDatabase();
  const logger = { logQuery: (sql: string, params: unknown[]) => void asked.push({ sql, params }) };
  db = drizzle({ client: database.db.$client, logger });
});
afterAll(() => database.close());

/** Steps of the plans of all statements that `work` runs that read a growing table, or an index of all of it, from end to end. */
function fullScans(work: () => unknown): string[] {
  asked = [];
  work();
  expect(asked.length).toBeGreaterThan(0);
  return asked.flatMap(({ sql, params }) =>
    database.db.$client
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...params)
      .map(({ detail }) => detail)
      .filter((detail) => growing.some((table) => new RegExp(`^SCAN ${table}( |$)`).test(detail)))
      .filter((detail) => !smallIndexes.some((name) => detail.endsWith(`INDEX ${name}`))),
  );
}

const failuresAsked = { state: 'failed', estates: [1], since: 1, after: { endedAt: 5, id: 3 }, limit: 9 } as const;
const november = ['2026-11-01', '2026-12-01'] as const;
const inputs = () => createReportInputsRepo(db, createCalendar('Asia/Shanghai'));
const judgedEpisodes = () => createJudgedEpisodesRepo(db, () => 0);
const reviewer = { id: 1, estates: [1, 2] };
const cases: [string, () => unknown][] = [
  [
    'who did what, of an action since a day',
    () => createAuditLogRepo(db).page({ people: [1, 2], action: 'a', since: 1 }, 9),
  ],
  ['what one person did', () => createAuditLogRepo(db).page({ people: null, person: 1, before: 9 }, 9)],
  ['what was done to one thing', () => createAuditLogRepo(db).page({ people: null, object: 'a', objectId: '1' }, 9)],
  ['what was done on a day', () => createAuditLogRepo(db).page({ people: null, since: 1, until: 2 }, 9)],
  ['knowing a photograph again', () => createCapturesRepo(db).findOfCamera(1, 'a')],
  ['a camera’s latest photograph', () => createCapturesRepo(db).latestOf(1, false)],
  ['a masked camera’s latest photograph', () => createCapturesRepo(db).latestOf(1, true)],
  ['today’s hours of cameras', () => createCamerasRepo(db).hoursSince(1)],
  ['how much waits', () => createQueueStateRepo(db).waiting()],
  ['what was done since', () => createQueueStateRepo(db).endedSince(1)],
  ['what was classified in the last hour', () => createQueueStateRepo(db).classifiedBySlot(1, 300_000)],
  ['what went wrong', () => createQueueStateRepo(db).notClassifiedSince(1, [1])],
  ['what went wrong, one by one', () => createQueueStateRepo(db).failures(failuresAsked)],
  ['what can be tried again', () => createQueueStateRepo(db).retriable(1, null, 9)],
  ['the sweep', () => createCapturesRepo(db).due(1, 100)],
  ['the earliest photograph on its way', () => createCapturesRepo(db).earliestPending(1, 1)],
  ['the originals that wait in the spool', () => createMaskingRepo(db).countWaiting()],
  ['the originals to give up', () => createMaskingRepo(db).endedUnmasked(1, 100)],
  ['whose picture it is', () => createMaskingRepo(db).isSharedPicture('a', 1)],
  ['the masks in force', () => createMasksRepo(db).inForce(1)],
  ['knowing a camera by its key', () => createCamerasRepo(db).findByKeyHash('a')],
  ['a view set', () => createCamerasRepo(db).viewSet(1, 1)],
  ['frames to group', () => createEpisodesRepo(db).ungroupedOf(1, 5)],
  ['bins with frames to group', () => createEpisodesRepo(db).ungroupedBins()],
  ['the latest frames of a bin', () => createEpisodesRepo(db).latestFramesOf(1, 2)],
  ['the neighbours of a late frame', () => createEpisodesRepo(db).neighboursOf(1, 5, 10)],
  ['a camera’s bodies', () => createPushRepo(db).bodiesOfSources([1, 2], 10)],
  ['an address’s bodies', () => createPushRepo(db).bodiesOfAddress(1, 10)],
  ['bodies left unfinished', () => createPushRepo(db).storedBodies(1, 10)],
  ['bodies to forget', () => createPushRepo(db).bodiesReceivedBefore(1, 10)],
  ['knowing an event again', () => createPushRepo(db).findEventByKey(1, 'a')],
  ['the event that is repeated', () => createPushRepo(db).latestEvent(1, 'VMD')],
  ['pictures to fetch', () => createPushFetchRepo(db).due(1, 10)],
  ['a camera’s pictures to fetch', () => createPushFetchRepo(db).latestOfCamera(1, 10)],
  ['the next findings', () => createFindingsRepo(db).next(reviewer, 1, ['a'], 3)],
  ['the open findings counted', () => createFindingsRepo(db).countOpen(reviewer)],
  ['a finding in its place', () => createFindingsRepo(db).findInPlace('a')],
  ['the live verdict', () => createFindingsRepo(db).liveVerdict('a')],
  ...(
    [
      ['of a time', {}],
      ['at a station', { station: 1 }],
      ['in an estate', { estate: 1 }],
      ['by its source', { source: 'flag' }],
      ['by the verdict', { judgement: 'misplaced', actual: 'mixed' }],
      ['by the category expected', { expected: 'kitchen' }],
      ['by a person', { reviewer: 1 }],
      ['by a person at any time', { reviewer: 1, days: null }],
      ['by its score', { scoreFrom: 0.5, scoreTo: 0.9 }],
      ['newest first', { days: null }],
    ] as [string, Partial<JudgedFilter>][]
  ).map(([name, filter]): [string, () => unknown] => [
    `what was judged ${name}`,
    () => {
      const all = {
        viewer: { id: 1, now: 1 },
        estates: [1],
        days: { from: '2026-11-01', to: '2026-11-30' },
        ...filter,
      };
      createLookbackRepo(db).judged(all, 9, 50);
      createLookbackRepo(db).count(all);
    },
  ]),
  ['the frames of an episode', () => createEpisodeEditsRepo(db).frames(1)],
  [
    'the episodes beside one',
    () => createEpisodeEditsRepo(db).neighbours({ id: 1, binId: 1, startedAt: 5, endedAt: 9 } as Episode, 2, 9),
  ],
  ['what was said of episodes', () => createEpisodeEditsRepo(db).inForce([1, 2])],
  ['the judged findings of an episode', () => createEpisodeEditsRepo(db).judgedFindingsOf(1)],
  ['whether a part is in use', () => createEpisodeEditsRepo(db).isInUse(1)],
  ['whether a picture is hidden', () => createPhotoHidingsRepo(db).isHidden('a')],
  ['the photographs of an episode', () => createPhotoHidingsRepo(db).capturesOf(1)],
  ['which of those held are hidden', () => createFindingsRepo(db).hiddenAmong(['a'])],
  ['the open findings of a bin', () => createFindingsRepo(db).openOfBin(reviewer, 1, 1, ['a'], 40)],
  ['the verdicts given at once', () => createBulkRejectionsRepo(db).standing(1)],
  ['the second look at a finding', () => createSecondLooksRepo(db).findOf('a')],
  ['a month’s second looks', () => createSecondLooksRepo(db).count([1], 1, 2)],
  ['the second looks that are decided', () => createSecondLooksRepo(db).decided([1], 1, 2, 50)],
  ['whether a finding is hidden', () => createFindingsRepo(db).isHiddenFrom('a', 1, 1)],
  ['who has judged', () => createLookbackRepo(db).reviewers()],
  ['the verdicts on a finding', () => createLookbackRepo(db).verdictsOn(['a', 'b'])],
  ['what stands on verdicts', () => createLookbackRepo(db).violationsOn([1, 2])],
  ['the live violation of an episode', () => createLedgerRepo(db).live({ episodeId: 1 })],
  ['the confirming verdicts of an episode', () => createLedgerRepo(db).confirming({ episodeId: 1 })],
  ...(
    [
      ['of a month', {}],
      ['at a station', { station: 1 }],
      ['of a home', { home: '3号楼' }],
      ['by where it stands', { state: 'appealed', bin: 1, expected: 'kitchen', actual: 'mixed' }],
      ['of some days', { time: { from: 1, to: 2 }, estate: 1 }],
    ] as [string, Partial<LedgerFilter>][]
  ).map(([name, filter]): [string, () => unknown] => [
    `the ledger ${name}`,
    () => {
      const viewer = { householdId: 1, reviews: { id: 1, now: 1 } };
      const all = { months: { from: '2026-11', to: '2026-11' }, time: null, estates: [1], viewer, ...filter };
      createViolationsRepo(db).page(all, { at: 5, id: 1 }, 50);
      createViolationsRepo(db).count(all);
    },
  ]),
  [
    'a row of the ledger',
    () => createViolationsRepo(db).find(1, { estates: [1], viewer: { householdId: 1, reviews: null } }),
  ],
  ['the months of the ledger', () => createViolationsRepo(db).months()],
  [
    'everything that came of a case',
    () => {
      const events = createCaseEventsRepo(db);
      events.verdicts('a');
      events.attributions('a');
      events.entry(1);
      events.points(events.pointKeys({ id: 1, findingId: 'a', episodeId: 1 }));
    },
  ],
  ['the bins of a month’s lists', () => createListsRepo(db).binOfEpisodes('2026-11-01', '2026-12-01')],
  ['the cases that may have consequences', () => createNoticesRepo(db).standingCases()],
  ['the cases nobody was told of', () => createNoticesRepo(db).untold()],
  ['the case of a notice', () => createNoticesRepo(db).caseOf(1)],
  ['the cases of a finding', () => createNoticesRepo(db).casesOf('a')],
  ['members’ confirmed reports', () => createPointsRepo(db).confirmedReports()],
  ['a member’s balance', () => createPointsRepo(db).balanceOf(1)],
  ['cases that tasks follow from', () => createTasksRepo(db).standingCases('2026-10', 1)],
  ['tasks that follow from cases', () => createTasksRepo(db).causedTasks()],
  ['visits that points follow from', () => createTasksRepo(db).visits()],
  ['one’s own tasks', () => createTasksRepo(db).ownOf(1, 1)],
  [
    'a page of tasks',
    () => createTasksRepo(db).list([1], { state: 'overdue', today: '2026-11-01', before: 9, limit: 9 }),
  ],
  ['a member’s points', () => createPointsRepo(db).entriesOf(1, 500)],
  ['the live violation of a report', () => createLedgerRepo(db).live({ reportCaptureId: 1 })],
  ['the reports of an episode', () => createReportLinksRepo(db).ofEpisode(1)],
  ['reports that belong to no episode yet', () => createReportLinksRepo(db).unlinked(1, 1, 2)],
  ['the episodes at a moment', () => createReportLinksRepo(db).episodesNear(1, 5, 1)],
  ['what is known of a case', () => createReportLinksRepo(db).caseOf(1)],
  ['a person’s reports', () => createVolunteerReportsRepo(db).listOf(1, 9, 20)],
  ['patrols of a month with their reports', () => createPatrolsRepo(db).patrols('2026-11-01', '2026-11-30')],
  ['one’s own patrols', () => createPatrolsRepo(db).patrols('2026-11-01', '2026-11-30', 1)],
  ['pictures for a quiz', () => createQuizzesRepo(db).pictures('2026-01', 1)],
  ['questions of a quiz', () => createQuizzesRepo(db).questions(1)],
  ['knowing a report again', () => createVolunteerReportsRepo(db).findInPlace('a')],
  ['knowing a person’s photograph again', () => createCapturesRepo(db).findOfPerson(1, 'a')],
  ['waste beside the bins', () => createStationEventsRepo(db).listAt([1, 2], 'open', 50)],
  ['waste put right', () => createStationEventsRepo(db).listAt([1, 2], 'done', 50)],
  ['a bin’s last photograph', () => createStationCareRepo(db).lastPhotoOf(1)],
  ['a station’s violations', () => createStationCareRepo(db).violationsAt(1, '2026-11')],
  ['a station’s waste beside the bins', () => createStationCareRepo(db).openEventsAt(1)],
  ['a month’s photographs', () => createMonthsRepo(db).photos(1, 2)],
  ['a month’s episodes', () => createMonthsRepo(db).episodes(1, 2)],
  ['a month’s findings', () => createMonthsRepo(db).findings('2026-11-01', '2026-12-01')],
  ['a month’s violations', () => createMonthsRepo(db).violations('2026-11')],
  ['a month’s camera hours', () => createMonthsRepo(db).hours(1, 2)],
  ['a report’s episodes', () => inputs().episodes(1, 2)],
  ['a report’s cases', () => [inputs().cases('2026-11'), inputs().voided('2026-11')]],
  ['a report’s second looks', () => inputs().looks(...november)],
  ['a report’s camera hours', () => inputs().hours(1, 2)],
  ['a report’s volunteers', () => inputs().reports(1, 2)],
  ['a report’s points', () => createLaterRepo(db).points('2026-11')],
  ['a report’s judged episodes', () => judgedEpisodes().judged(...november)],
  ['a report’s counts', () => [judgedEpisodes().counts(...november), judgedEpisodes().notReviewed(...november)]],
  ['a report’s days', () => judgedEpisodes().drawnDays(...november)],
  ['whether a month has changed', () => createMonthReportsRepo(db).mark('2026-11', ...november)],
  ['whether a closed month has changed', () => createMonthReportsRepo(db).hasChangedSince('2026-11', 1)],
  ['what a month waits for', () => createMonthReportsRepo(db).open(...november)],
  ['whether a month has episodes', () => createMonthReportsRepo(db).hasEpisodes(1, 2)],
  ['the flags that are left', () => createMonthReportsRepo(db).restFlags(...november, 1)],
  ['the earliest month', () => createMonthsRepo(db).earliestPhoto()],
  ['whose session it is', () => createPeopleRepo(db).findBySession('a', 1)],
];

describe('what people and cameras wait for', () => {
  it.each(cases)('%s reads no growing table from end to end', (_name, work) => {
    expect(fullScans(work)).toEqual([]);
  });

  it('looks up a finding’s verdicts by the finding, never by the person, who has thousands', () => {
    const viewer = { id: 1, now: 1 };
    const days = { from: '2026-11-01', to: '2026-11-30' };
    asked = [];
    createLookbackRepo(db).judged({ viewer, estates: [1], days }, 9, 50);
    createLookbackRepo(db).count({ viewer, estates: null, days });
    createFindingsRepo(db).next(reviewer, 1, ['a'], 3);
    createFindingsRepo(db).isHiddenFrom('a', 1, 1);
    createFindingsRepo(db).hasJudged('a', 1);
    const plans = asked.flatMap(({ sql, params }) =>
      database.db.$client
        .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...params)
        .map(({ detail }) => detail),
    );
    expect(plans.filter((detail) => detail.includes('verdict_person'))).toEqual([]);
  });

  it('would be found out if it did', () => {
    expect(fullScans(() => db.all('SELECT * FROM capture WHERE bytes = 5'))).toHaveLength(1);
  });
});
