/** Addresses that devices post to, and whose pictures come through them: issued, changed, revoked; unknown devices adopted. */
import { createHash, randomBytes } from 'node:crypto';
import type { CamerasService } from '../cameras/cameras.service.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import type { Heard, PushAddress, PushRepo, PushSource } from './push.repo.ts';
import type { AddressChange, NewAddress } from './push.schemas.ts';
import { digestOf } from './push-auth.rules.ts';
import type { PushFetchRepo } from './push-fetch.repo.ts';

export type PushAddressesService = ReturnType<typeof createPushAddressesService>;

/** A stranger who invents devices must not fill the waiting room. */
const mostSources = 300;
const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
/** Lower-case digits only: some devices refuse others in an address, and cut a long one. */
const makeToken = (): string => randomBytes(16).toString('hex');

export function createPushAddressesService(deps: {
  db: Db;
  repo: PushRepo;
  fetches: Pick<PushFetchRepo, 'reopenRefused'>;
  cameras: Pick<CamerasService, 'findOrThrow' | 'find'>;
  clock: Clock;
}) {
  const { db, repo, fetches, cameras, clock } = deps;

  const findOrThrow = (id: number): PushAddress => {
    const address = repo.findAddress(id);
    if (!address) throw new AppError('no_such_push_address', `There is no address of a device with number ${id}.`);
    return address;
  };
  const sourceOrThrow = (id: number): PushSource => {
    const source = repo.findSource(id);
    if (!source) throw new AppError('no_such_push_source', `There is no device with number ${id}.`);
    return source;
  };

  /** A camera has one address; issuing it again keeps what was set and gives it a new token. */
  const existing = ({ kind, cameraId }: NewAddress): PushAddress | null => {
    if (kind === 'camera') return repo.findAddressOfCamera(cameraId);
    if (kind === 'waiting_room') return repo.listAddresses().find((one) => one.kind === kind) ?? null;
    return null;
  };

  return {
    find: repo.findAddress,
    findOrThrow,
    findSource: repo.findSource,
    list: repo.listAddresses,
    ofCamera: repo.findAddressOfCamera,
    sourcesOf: repo.sourcesOfAddress,
    sourcesOfCamera: repo.sourcesOfCamera,
    waiting: () => repo.waitingSources(mostSources),
    placeOfCamera: repo.placeOfCamera,
    /** Null for a wrong or revoked token, and for that of a camera that is out of service. */
    findByToken(token: string): PushAddress | null {
      const address = repo.findAddressByToken(hashToken(token));
      if (address?.cameraId && cameras.find(address.cameraId)?.retiredAt !== null) return null;
      return address;
    },
    /** The token is in the answer and nowhere else. Throws `no_such_camera`. */
    issue(given: NewAddress): { id: number; token: string } {
      const token = makeToken();
      return inTransaction(db, () => {
        const camera = given.kind === 'camera' ? cameras.findOrThrow(given.cameraId) : null;
        const old = existing(given);
        if (old) repo.updateAddress(old.id, { tokenHash: hashToken(token) });
        const row = {
          kind: given.kind,
          name: camera?.name ?? given.name ?? given.kind,
          cameraId: camera?.id ?? null,
          tokenHash: hashToken(token),
          allowed: [],
          authKind: 'none' as const,
          pictureHosts: [],
          createdAt: clock(),
        };
        return { id: old?.id ?? repo.insertAddress(row), token };
      });
    },
    /** A new token; the one before stops working at once. Throws `no_such_push_address`. */
    reissue(id: number): { id: number; token: string } {
      const token = makeToken();
      inTransaction(db, () => repo.updateAddress(findOrThrow(id).id, { tokenHash: hashToken(token) }));
      return { id, token };
    },
    revoke(id: number): void {
      inTransaction(db, () => repo.updateAddress(findOrThrow(id).id, { tokenHash: null }));
    },
    /** Throws `no_such_push_address`. */
    change(id: number, { name, allowed, auth, pictureHosts }: AddressChange): void {
      inTransaction(db, () => {
        findOrThrow(id);
        const credentials =
          auth === undefined
            ? {}
            : auth.kind === 'none'
              ? { authKind: auth.kind, username: null, passwordDigest: null }
              : {
                  authKind: auth.kind,
                  username: auth.username,
                  passwordDigest: digestOf(auth.username, auth.password),
                };
        const set = {
          ...(name === undefined ? {} : { name }),
          ...(allowed === undefined ? {} : { allowed }),
          ...(pictureHosts === undefined ? {} : { pictureHosts }),
          ...credentials,
        };
        if (Object.keys(set).length > 0) repo.updateAddress(id, set);
        if (pictureHosts !== undefined) fetches.reopenRefused(id, clock());
      });
    },
    /** Inside a transaction: notes that a device's channel was heard; null when there are too many to remember one more. */
    hear(heard: Heard): PushSource | null {
      const known = repo.findSourceOf(heard);
      const now = clock();
      if (known) {
        const told = Object.entries(heard).filter(([, value]) => value !== null && value !== undefined);
        repo.updateSource(known.id, { ...Object.fromEntries(told), lastSeenAt: now });
        return known;
      }
      if (repo.countSources(heard.addressId) >= mostSources) return null;
      return repo.insertSource({ ...heard, firstSeenAt: now, lastSeenAt: now });
    },
    /** From now on its pictures are this camera's; null: nobody's again. Throws `no_such_push_source`, `no_such_camera`. */
    adopt(sourceId: number, cameraId: number | null): void {
      inTransaction(db, () => {
        const source = sourceOrThrow(sourceId);
        if (cameraId !== null) cameras.findOrThrow(cameraId);
        repo.updateSource(source.id, { cameraId, ignoredAt: null });
      });
    },
    /** Binds a recorder's channel before it was ever heard. Throws `no_such_push_address`, `no_such_camera`. */
    bindChannel(addressId: number, channel: string, cameraId: number): void {
      inTransaction(db, () => {
        cameras.findOrThrow(cameraId);
        const of = { addressId: findOrThrow(addressId).id, identity: '', channel };
        const known = repo.findSourceOf(of);
        if (known) repo.updateSource(known.id, { cameraId, ignoredAt: null });
        else repo.insertSource({ ...of, cameraId, firstSeenAt: clock() });
      });
    },
    /** It doesn't belong here: out of the waiting room, and nothing of it is taken in. */
    ignore(sourceId: number): void {
      inTransaction(db, () => repo.updateSource(sourceOrThrow(sourceId).id, { ignoredAt: clock(), cameraId: null }));
    },
  };
}
