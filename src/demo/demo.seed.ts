/** Fills an empty database: with the demonstration community, or with one administrator. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { CamerasService } from '../cameras/cameras.service.ts';
import type { CommunityService } from '../community/community.service.ts';
import type { NewAccount, PeopleService } from '../people/people.service.ts';
import type { HomesService } from '../places/homes.service.ts';
import type { PlacesService } from '../places/places.service.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { writeFileDurably } from '../platform/files/write-file.ts';
import type { SceneIndex } from './camera-simulator.scenes.ts';
import { communityName, type DemoEstate, demoEstates, demoPeople } from './demo.community.ts';
import { type Demo, demoSchema } from './demo.schemas.ts';

export interface SeedDeps {
  db: Db;
  people: PeopleService;
  places: PlacesService;
  homes: Pick<HomesService, 'addHome'>;
  cameras: CamerasService;
  community: Pick<CommunityService, 'change'>;
  /** The fixture scenes, whose layouts say where the bins are in a camera's picture. */
  layouts: SceneIndex['layouts'];
}

/** Twelve letters and digits that can't be taken for each other. */
function makePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  return Array.from(randomBytes(12), (byte) => letters[byte % letters.length]).join('');
}

function addHomes(homes: SeedDeps['homes'], estateId: number, estate: DemoEstate): void {
  const rooms = Array.from({ length: estate.floors }, (_, floor) =>
    Array.from({ length: estate.homesPerFloor }, (_, home) => `${floor + 1}${String(home + 1).padStart(2, '0')}`),
  ).flat();
  for (let building = 1; building <= estate.buildings; building += 1) {
    for (let unit = 1; unit <= estate.unitsEach; unit += 1) {
      for (const room of rooms) homes.addHome(estateId, `${building}幢`, `${unit}单元`, room);
    }
  }
}

function addStation(
  { places, cameras, layouts }: SeedDeps,
  estateId: number,
  estate: DemoEstate,
  station: DemoEstate['stations'][number],
): Demo['cameras'][number] {
  const layout = layouts[station.layout];
  if (!layout) throw new Error(`the fixture scenes have no layout ${station.layout}`);
  const { id: stationId, bins } = places.addStation(
    { estates: null },
    {
      estateId,
      name: station.name,
      openingHours: station.openingHours,
      bins: layout.bins.map(({ expected }) => ({ expected })),
    },
  );
  const views = layout.bins.flatMap(({ position, polygon, expected }) => {
    const bin = bins.find((one) => one.position === position);
    return bin ? [{ binId: bin.id, expected, polygon }] : [];
  });
  const name = `${estate.name}${station.name}摄像头`;
  const { id, key } = cameras.add({
    stationId,
    name,
    intervalS: 60,
    views: views.map(({ binId, polygon }) => ({ binId, polygon, counting: true })),
    masks: station.masks,
  });
  return { id, name, key, stationId, layout: station.layout, views };
}

function addCommunity(deps: SeedDeps, accounts: NewAccount[]): Demo['cameras'] {
  deps.community.change({ name: communityName });
  const estateIds: number[] = [];
  const cameras = demoEstates.flatMap((estate) => {
    const estateId = deps.places.addEstate({ name: estate.name });
    estateIds.push(estateId);
    addHomes(deps.homes, estateId, estate);
    return estate.stations.map((station) => addStation(deps, estateId, estate, station));
  });
  for (const [index, account] of accounts.entries()) {
    const estateId = estateIds[demoPeople[index]?.estate ?? -1];
    deps.people.insert(account, estateId === undefined ? [] : [estateId]);
  }
  return cameras;
}

/**
 * Makes the demonstration community in one transaction and writes its logins and camera keys to `file` (readable by its
 * user only) before that is committed. Made already: the same again from the file, with the present address. Null when
 * the database holds another community.
 */
export async function seedDemo(deps: SeedDeps, file: string, url: string): Promise<Demo | null> {
  if (!deps.people.isEmpty()) {
    if (!existsSync(file)) return null;
    const demo = { ...demoSchema.parse(JSON.parse(await readFile(file, 'utf8'))), url };
    writeFileDurably(file, `${JSON.stringify(demo, null, 2)}\n`, 0o600);
    return demo;
  }
  const logins = demoPeople.map(({ username, name, role }) => ({ username, name, role, password: makePassword() }));
  const accounts = await Promise.all(logins.map((login) => deps.people.prepare(login)));
  return inTransaction(deps.db, () => {
    const demo: Demo = { url, logins, cameras: addCommunity(deps, accounts) };
    writeFileDurably(file, `${JSON.stringify(demo, null, 2)}\n`, 0o600);
    return demo;
  });
}

/** The first administrator of an empty community, whose password is told this once. Null when there are accounts. */
export async function seedAdministrator(people: PeopleService): Promise<{ username: string; password: string } | null> {
  if (!people.isEmpty()) return null;
  const login = { username: 'admin', password: makePassword() };
  await people.add({ estates: null }, { ...login, name: '系统管理员', role: 'administrator', estates: [] });
  return login;
}
