/** For administrators: addresses of devices, their channels, the waiting room, and what came last. */
import { z } from 'zod';
import type { CamerasService } from '../cameras/cameras.service.ts';
import type { Api, Guards } from '../people/people.guards.ts';
import { maySeeEstate } from '../people/people.rules.ts';
import { AppError } from '../platform/errors.ts';
import type { PushPresenter } from './push.presenter.ts';
import type { PushAddress } from './push.repo.ts';
import {
  addressChangeSchema,
  addressListSchema,
  adoptSchema,
  bindChannelSchema,
  bodyListSchema,
  cameraPushSchema,
  issuedAddressSchema,
  newAddressSchema,
  waitingListSchema,
} from './push.schemas.ts';
import type { PushService } from './push.service.ts';
import type { PushAddressesService } from './push-addresses.service.ts';

const params = z.object({ id: z.coerce.number().int().positive() });
const access = 'administer';

interface Deps {
  addresses: PushAddressesService;
  push: Pick<PushService, 'findBody' | 'readBody'>;
  presenter: PushPresenter;
  cameras: Pick<CamerasService, 'findOrThrow'>;
  /** Whether somebody has hidden a photograph from everybody. */
  isHidden: (captureId: number) => boolean;
  guards: Guards;
}
interface Caller {
  estates: readonly number[] | null;
}

const toPath = ({ id, token }: { id: number; token: string }) => ({ id, path: `/push/${token}` });

/** Recorders and the waiting room belong to no one estate: they are for those who see all. */
function createChecks({ addresses, cameras }: Deps) {
  const checkCamera = ({ estates }: Caller, cameraId: number): void => {
    const { id } = cameras.findOrThrow(cameraId);
    if (maySeeEstate(estates, addresses.placeOfCamera(id)?.estateId ?? 0)) return;
    throw new AppError('no_such_camera', `There is no camera with number ${cameraId}.`);
  };
  const checkAll = ({ estates }: Caller): void => {
    if (estates === null) return;
    throw new AppError('not_allowed', 'Recorders and unknown devices are for administrators of all estates.');
  };
  const findAddress = (caller: Caller, id: number): PushAddress => {
    const address = addresses.findOrThrow(id);
    if (address.cameraId === null) checkAll(caller);
    else checkCamera(caller, address.cameraId);
    return address;
  };
  return { checkCamera, checkAll, findAddress };
}
type Checks = ReturnType<typeof createChecks>;

export function createPushRoutes(deps: Deps): Api {
  const api = deps.guards.api();
  const checks = createChecks(deps);
  declareAddresses(api, deps, checks);
  declareDevices(api, deps, checks);
  declareBodies(api, deps, checks);
  return api;
}

function declareAddresses(
  api: Api,
  { addresses, presenter }: Deps,
  { checkCamera, checkAll, findAddress }: Checks,
): void {
  api.get(
    '/push-addresses',
    { access, summary: 'Addresses of recorders, and of the waiting room', answer: addressListSchema },
    ({ caller }) => ({ items: caller.estates === null ? presenter.list() : [] }),
  );
  api.post(
    '/push-addresses',
    {
      ...{
        access,
        action: 'push_address_issued',
        summary: 'Issue an address that a device can push to; it is shown this once',
      },
      ...{ body: newAddressSchema, answer: issuedAddressSchema, status: 201 },
    },
    ({ body, caller }) => {
      if (body.kind === 'camera') checkCamera(caller, body.cameraId);
      else checkAll(caller);
      return toPath(addresses.issue(body));
    },
  );
  api.post(
    '/push-addresses/:id/token',
    {
      ...{ access, action: 'push_address_reissued', summary: 'Issue an address anew; the one before ends' },
      ...{ params, answer: issuedAddressSchema, status: 201 },
    },
    ({ params: { id }, caller }) => toPath(addresses.reissue(findAddress(caller, id).id)),
  );
  api.patch(
    '/push-addresses/:id',
    {
      ...{
        access,
        action: 'push_address_changed',
        summary: 'Change who may push there, and from where pictures are fetched',
      },
      ...{ params, body: addressChangeSchema },
    },
    ({ params: { id }, body, caller }) => addresses.change(findAddress(caller, id).id, body),
  );
  api.delete(
    '/push-addresses/:id',
    { access, action: 'push_address_revoked', summary: 'Revoke an address', params },
    ({ params: { id }, caller }) => addresses.revoke(findAddress(caller, id).id),
  );
}

function declareDevices(
  api: Api,
  { addresses, presenter }: Deps,
  { checkCamera, checkAll, findAddress }: Checks,
): void {
  api.get(
    '/push-sources',
    { access, summary: 'The waiting room: devices and channels that nobody has set up', answer: waitingListSchema },
    ({ caller }) => ({ items: caller.estates === null ? presenter.waiting() : [] }),
  );
  api.put(
    '/push-sources/:id/camera',
    {
      ...{
        access,
        action: 'push_source_adopted',
        summary: 'Say whose pictures a device’s channel sends; null: nobody’s',
      },
      ...{ params, body: adoptSchema },
    },
    ({ params: { id }, body, caller }) => {
      checkAll(caller);
      addresses.adopt(id, body.cameraId);
    },
  );
  api.delete(
    '/push-sources/:id',
    {
      access,
      action: 'push_source_ignored',
      summary: 'Put a device out of the waiting room; nothing of it is taken in',
      params,
    },
    ({ params: { id }, caller }) => {
      checkAll(caller);
      addresses.ignore(id);
    },
  );
  api.post(
    '/push-addresses/:id/channels',
    {
      ...{ access, action: 'push_channel_bound', summary: 'Bind a recorder’s channel to a camera before it is heard' },
      ...{ params, body: bindChannelSchema },
    },
    ({ params: { id }, body, caller }) => {
      checkCamera(caller, body.cameraId);
      addresses.bindChannel(findAddress(caller, id).id, body.channel, body.cameraId);
    },
  );
}

function declareBodies(api: Api, { push, presenter, isHidden }: Deps, { checkCamera, findAddress }: Checks): void {
  api.get(
    '/cameras/:id/push',
    {
      ...{
        access,
        summary: 'Whether a camera’s device reaches the service: what came last, and how it was understood',
      },
      ...{ params, answer: cameraPushSchema },
    },
    ({ params: { id }, caller }) => {
      checkCamera(caller, id);
      return presenter.ofCamera(id);
    },
  );
  api.get(
    '/push-addresses/:id/bodies',
    { access, summary: 'What came last through an address', params, answer: bodyListSchema },
    ({ params: { id }, caller }) => ({ items: presenter.bodiesOf(findAddress(caller, id).id) }),
  );
  api.get(
    '/push-bodies/:id/raw',
    {
      ...{ access, action: 'push_body_read', summary: 'A body as the device sent it, byte for byte' },
      ...{ params, media: 'application/octet-stream' },
    },
    async ({ params: { id }, caller, response }) => {
      const body = push.findBody(id);
      if (!body?.hasFile) throw new AppError('no_such_push_body', 'What the device sent is not kept, or not any more.');
      findAddress(caller, body.addressId);
      const pictures = body.summary?.events.flatMap((event) => event.pictures) ?? [];
      if (pictures.some(({ captureId }) => captureId !== null && isHidden(captureId))) {
        throw new AppError('photo_withheld', 'A photograph in it has been hidden.');
      }
      const bytes = await push.readBody(id);
      response.set('Content-Disposition', `attachment; filename="push-${id}.bin"`);
      response.set('X-Content-Type-Options', 'nosniff').type('application/octet-stream').send(bytes);
    },
  );
}
