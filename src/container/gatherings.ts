/** What people come together for: patrols at the stations, training. */
import { createPatrolsRepo } from '../patrols/patrols.repo.ts';
import { createPatrolsService } from '../patrols/patrols.service.ts';
import type { PeopleService } from '../people/people.service.ts';
import type { PlacesService } from '../places/places.service.ts';
import type { StickersService } from '../stickers/stickers.service.ts';
import { createQuizzesRepo } from '../training/quizzes.repo.ts';
import { createQuizzesService } from '../training/quizzes.service.ts';
import { createTrainingRepo } from '../training/training.repo.ts';
import { createTrainingService } from '../training/training.service.ts';
import type { Foundation } from './foundation.ts';

export function createGatherings(
  { db, calendar, clock }: Foundation,
  deps: { places: PlacesService; people: PeopleService; stickers: StickersService },
) {
  const shared = { db, calendar, clock, ...deps };
  return {
    patrols: createPatrolsService({ ...shared, repo: createPatrolsRepo(db) }),
    quizzes: createQuizzesService({ ...shared, repo: createQuizzesRepo(db) }),
    training: createTrainingService({ ...shared, repo: createTrainingRepo(db) }),
  };
}
