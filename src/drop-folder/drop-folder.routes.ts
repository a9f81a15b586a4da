/** The drop folder: how names are read, whose each folder is, what was put aside. */
import { z } from 'zod';
import type { CamerasService } from '../cameras/cameras.service.ts';
import { type Api, type Guards, requireAllEstates } from '../people/people.guards.ts';
import { maySeeEstate } from '../people/people.rules.ts';
import type { PlacesService } from '../places/places.service.ts';
import { AppError } from '../platform/errors.ts';
import {
  dropFolderSchema,
  dropSettingChangeSchema,
  dropSourceChangeSchema,
  dropSourceSchema,
  dropTrialAnswerSchema,
  dropTrialSchema,
} from './drop-folder.schemas.ts';
import type { DropFolderService } from './drop-folder.service.ts';

const params = z.object({ id: z.coerce.number().int().positive() });
const access = 'administer';

interface Deps {
  drop: DropFolderService;
  cameras: Pick<CamerasService, 'findOrThrow'>;
  places: Pick<PlacesService, 'station'>;
  guards: Guards;
}

export function createDropFolderRoutes(deps: Deps): Api {
  const { drop, guards } = deps;
  const api = guards.api();
  api.get(
    '/drop-folder',
    { access, summary: 'The folder that FTP servers and recorders write to', answer: dropFolderSchema },
    ({ caller }) => {
      const view = drop.view();
      // Names of folders and files tell of cameras elsewhere.
      return caller.estates === null ? view : { ...view, sources: [], rejections: [] };
    },
  );
  api.put(
    '/drop-folder',
    {
      ...{ access, action: 'drop_folder_set', summary: 'Set how names are read and what becomes of files taken in' },
      ...{ body: dropSettingChangeSchema, answer: dropFolderSchema },
    },
    ({ body, caller }) => {
      requireAllEstates(caller);
      drop.change(body);
      return drop.view();
    },
  );
  api.post(
    '/drop-folder/trial',
    {
      ...{ access, summary: 'What patterns read from the name of a file; nothing is changed' },
      unlogged: 'changes nothing',
      ...{ body: dropTrialSchema, answer: dropTrialAnswerSchema },
    },
    ({ body }) => drop.tryOut(body),
  );
  declareSources(api, deps);
  return api;
}

function declareSources(api: Api, { drop, cameras, places }: Deps): void {
  const path = '/cameras/:id/drop-folder';
  const checkMay = ({ estates }: { estates: readonly number[] | null }, id: number): void => {
    const station = places.station(cameras.findOrThrow(id).stationId);
    if (station && maySeeEstate(estates, station.estateId)) return;
    throw new AppError('no_such_camera', `There is no camera with number ${id}.`);
  };
  api.get(
    path,
    { access, summary: 'Where a camera’s files lie', params, answer: dropSourceSchema },
    ({ params: { id }, caller }) => {
      checkMay(caller, id);
      return drop.source(id);
    },
  );
  api.put(
    path,
    {
      ...{ access, action: 'camera_drop_folder_set', summary: 'Give a camera a folder below the drop folder' },
      ...{ params, body: dropSourceChangeSchema, answer: dropSourceSchema },
    },
    ({ params: { id }, body, caller }) => {
      checkMay(caller, id);
      drop.setSource(id, body);
      return drop.source(id);
    },
  );
  api.delete(
    path,
    { access, action: 'camera_drop_folder_ended', summary: 'Take nothing more in from a camera’s folder', params },
    ({ params: { id }, caller }) => {
      checkMay(caller, id);
      drop.removeSource(id);
    },
  );
}
