/** What an administrator sets up: people, places, cameras; and what becomes of accounts. */
import { createAccountLinksRepo } from '../accounts/account-links.repo.ts';
import { createAccountLinksService } from '../accounts/account-links.service.ts';
import { createAccountsRepo } from '../accounts/accounts.repo.ts';
import { createAccountsService } from '../accounts/accounts.service.ts';
import { createBranchesRepo } from '../branches/branches.repo.ts';
import { createBranchesService } from '../branches/branches.service.ts';
import { createCameraHealthRepo } from '../cameras/camera-health.repo.ts';
import { createCameraHealthService } from '../cameras/camera-health.service.ts';
import { createCameraWatchRepo } from '../cameras/camera-watch.repo.ts';
import { createCameraWatchService } from '../cameras/camera-watch.service.ts';
import { createCamerasRepo } from '../cameras/cameras.repo.ts';
import { createCamerasService } from '../cameras/cameras.service.ts';
import { createMasksRepo } from '../cameras/masks.repo.ts';
import { createMasksService } from '../cameras/masks.service.ts';
import { createDutiesRepo } from '../duties/duties.repo.ts';
import { createDutiesService } from '../duties/duties.service.ts';
import { createImportsRepo } from '../imports/imports.repo.ts';
import { createImportsService } from '../imports/imports.service.ts';
import { readSheetInThread } from '../imports/sheet-reader.ts';
import type { Category } from '../inference/categories.ts';
import { createParticipationRepo } from '../participation/participation.repo.ts';
import { createParticipationService } from '../participation/participation.service.ts';
import { createPeopleRepo } from '../people/people.repo.ts';
import { createPeopleService, type PeopleService } from '../people/people.service.ts';
import { createHomesRepo } from '../places/homes.repo.ts';
import { createHomesService } from '../places/homes.service.ts';
import { createPlacesRepo } from '../places/places.repo.ts';
import { createPlacesService, type PlacesService } from '../places/places.service.ts';
import type { Foundation } from './foundation.ts';

/** People, places and cameras: what an administrator sets up. */
export function createSetUp({ db, clock, log, calendar, community }: Foundation) {
  const sessionMs = (): number => community.time('sessionHours') * 3_600_000;
  const people = createPeopleService({ db, repo: createPeopleRepo(db), clock, sessionMs });
  const branches = createBranchesService({ db, repo: createBranchesRepo(db), clock });
  const categoryName = (category: Category): string => community.scheme().names[category]['zh-CN'];
  const placesRepo = createPlacesRepo(db);
  const places = createPlacesService({ db, repo: placesRepo, clock, categoryName });
  const homes = createHomesService({ db, repo: createHomesRepo(db), places: placesRepo, calendar, clock });
  const masks = createMasksService({ db, repo: createMasksRepo(db), clock });
  const cameras = createCamerasService({ db, repo: createCamerasRepo(db), masks, places, calendar, clock });
  const watchRepo = createCameraWatchRepo(db);
  const watch = createCameraWatchService({
    db,
    repo: watchRepo,
    places,
    calendar,
    clock,
    log,
    graceMinutes: () => community.time('unusableGraceMinutes'),
  });
  const health = createCameraHealthService({
    ...{ db, repo: createCameraHealthRepo(db), notices: watchRepo, cameras, calendar, clock, log },
    graceMinutes: () => community.time('unusableGraceMinutes'),
  });
  const duties = createDutiesService({
    db,
    repo: createDutiesRepo(db),
    findPerson: people.find,
    places,
    calendar,
    clock,
  });
  const importsRepo = createImportsRepo(db);
  const participation = createParticipationService({ db, repo: createParticipationRepo(db), calendar, clock });
  const imports = createImportsService({
    ...{ db, repo: importsRepo, homes, places, people, duties, participation, calendar, clock },
    readSheet: readSheetInThread,
  });
  return { people, branches, places, homes, duties, participation, imports, cameras, masks, watch, health };
}

/** What becomes of accounts: their sessions, passwords, links. */
export function createAccounts(
  { db, clock }: Foundation,
  { people, places }: { people: PeopleService; places: PlacesService },
) {
  const [accountsRepo, repo] = [createAccountsRepo(db), createAccountLinksRepo(db)];
  const accounts = createAccountsService({ db, repo: accountsRepo, links: repo, people, clock });
  const accountLinks = createAccountLinksService({ db, repo, accountsRepo, accounts, people, places, clock });
  return { accounts, accountLinks };
}
