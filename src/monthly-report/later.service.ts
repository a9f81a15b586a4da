/** Gathers for a month's report what followed from cases and what people came together for; only reads. */
import { createPatrolsRepo } from '../patrols/patrols.repo.ts';
import { createPatrolsService } from '../patrols/patrols.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Db } from '../platform/db/database.ts';
import { createSpotChecksRepo } from '../tasks/spot-checks.repo.ts';
import { createTasksRepo } from '../tasks/tasks.repo.ts';
import { createTrainingRepo } from '../training/training.repo.ts';
import { createTrainingService } from '../training/training.service.ts';
import { createLaterRepo } from './later.repo.ts';
import type { Later } from './later.schemas.ts';

/** Figures ask for no names: those who take part are counted by number. */
const nobody = { find: () => null, list: () => [] };
const nowhere = { stations: () => [], estates: () => [] };
const noCodes = {
  placeOf: (): never => {
    throw new Error('a report checks nobody in');
  },
};

type Lists = NonNullable<Later['lists']>;

function listFigures(editions: ReturnType<ReturnType<typeof createLaterRepo>['editions']>): Lists {
  const last = editions.at(-1);
  const none = { red: 0, black: 0, buildings: 0, units: 0, households: 0, modelHouseholds: null };
  if (!last) return { state: 'none', edition: 0, corrections: 0, ...none };
  const { content } = last;
  const places = [...content.estates, ...content.stations, ...content.bins];
  const published = editions.findIndex(({ publishedAt }) => publishedAt !== null);
  return {
    state: last.publishedAt !== null ? 'published' : last.signedAt !== null ? 'signed' : 'draft',
    edition: last.number,
    corrections: published < 0 ? 0 : editions.length - 1 - published,
    red: places.filter(({ standing }) => standing === 'red').length,
    black: places.filter(({ standing }) => standing === 'black').length,
    buildings: content.buildings.length,
    units: content.units.length,
    households: content.households.length,
    modelHouseholds: content.redHouseholds?.rows.length ?? null,
  };
}

export function createLaterReading(db: Db, calendar: Calendar) {
  const repo = createLaterRepo(db);
  const [tasks, spotChecks] = [createTasksRepo(db), createSpotChecksRepo(db)];
  return (month: string, now: number): Later => {
    const shared = { db, calendar, clock: () => now, people: nobody, places: nowhere };
    const patrols = createPatrolsService({ ...shared, repo: createPatrolsRepo(db), stickers: noCodes });
    const training = createTrainingService({ ...shared, repo: createTrainingRepo(db) }).monthFigures(month);
    const { from, to } = calendar.monthBounds(month);
    const { nothingFound: _, toCome: __, ...patrolled } = patrols.monthFigures(month);
    const { byGroup, ...trained } = training;
    return {
      visits: tasks.figures(calendar.dayOf(from), calendar.dayOf(to - 1), calendar.dayOf(now)),
      spotChecks: spotChecks.figures(from, to) ?? { considered: 0, drawn: 0, checked: 0, failed: 0 },
      points: repo.points(month),
      lists: listFigures(repo.editions(month)),
      appeals: repo.appeals(from, to, now),
      measures: null,
      training: { ...trained, groups: byGroup as NonNullable<Later['training']>['groups'] },
      patrols: patrolled,
    };
  };
}
