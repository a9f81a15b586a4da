/** Addresses, devices and bodies as administrators see them. */
import type { PushAddress, PushBody, PushSource } from './push.repo.ts';
import type { AddressView, BodyView, CameraPush, SourceView, WaitingSource } from './push.schemas.ts';
import type { PushService } from './push.service.ts';
import type { PushAddressesService } from './push-addresses.service.ts';
import type { PushFetchService } from './push-fetch.service.ts';

export type PushPresenter = ReturnType<typeof createPushPresenter>;

const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));
const mostShown = 10;

export function createPushPresenter(deps: {
  addresses: PushAddressesService;
  push: PushService;
  fetches: PushFetchService;
}) {
  const { addresses, push, fetches } = deps;

  const placeOf = (cameraId: number | null) => {
    const place = cameraId === null ? null : addresses.placeOfCamera(cameraId);
    return place && place.retiredAt === null
      ? { id: place.id, name: place.name, station: place.station, estate: place.estate }
      : null;
  };

  const presentSource = (source: PushSource): SourceView => ({
    id: source.id,
    channel: source.channel,
    camera: placeOf(source.cameraId),
    vendor: source.vendor,
    mac: source.mac,
    deviceId: source.deviceId,
    channelName: source.channelName,
    remoteAddress: source.remoteAddress,
    isIgnored: source.ignoredAt !== null,
    firstSeenAt: iso(source.firstSeenAt),
    lastSeenAt: isoOrNull(source.lastSeenAt),
    pictures: source.pictures,
  });

  const presentAddress = (address: PushAddress): AddressView => ({
    id: address.id,
    kind: address.kind,
    name: address.name,
    camera: placeOf(address.cameraId),
    isInUse: address.tokenHash !== null,
    allowed: address.allowed,
    auth: { kind: address.authKind, username: address.username },
    pictureHosts: address.pictureHosts,
    createdAt: iso(address.createdAt),
    lastSeenAt: isoOrNull(address.lastSeenAt),
    lastHeartbeatAt: isoOrNull(address.lastHeartbeatAt),
    sources: addresses.sourcesOf(address.id).map(presentSource),
  });

  const presentBody = (body: PushBody): BodyView => ({
    id: body.id,
    receivedAt: iso(body.receivedAt),
    remoteAddress: body.remoteAddress,
    method: body.method,
    path: body.path,
    contentType: body.headers['content-type'] ?? null,
    bytes: body.bytes,
    hasFile: body.hasFile,
    state: body.state,
    summary: body.summary,
  });

  const through = (sources: PushSource[]): WaitingSource[] =>
    sources.flatMap((source) => {
      const address = addresses.find(source.addressId);
      if (!address || address.tokenHash === null) return [];
      return [{ ...presentSource(source), address: { id: address.id, name: address.name } }];
    });

  return {
    address: presentAddress,
    /** Recorders and the waiting room. */
    list: (): AddressView[] =>
      addresses
        .list()
        .filter(({ kind }) => kind !== 'camera')
        .map(presentAddress),
    waiting: (): WaitingSource[] =>
      addresses.waiting().map(({ source, address }) => ({ ...presentSource(source), address })),
    bodiesOf: (addressId: number): BodyView[] => push.bodiesOfAddress(addressId, mostShown).map(presentBody),
    ofCamera(cameraId: number): CameraPush {
      const own = addresses.ofCamera(cameraId);
      const bound = addresses.sourcesOfCamera(cameraId);
      const ids = [...(own ? addresses.sourcesOf(own.id) : []), ...bound].map(({ id }) => id);
      const bodies = [
        ...(own ? push.bodiesOfAddress(own.id, mostShown) : []),
        ...push.bodiesOfSources(
          bound.map(({ id }) => id),
          mostShown,
        ),
      ];
      return {
        address: own ? presentAddress(own) : null,
        through: through(bound),
        bodies: bodies
          .toSorted((a, b) => b.id - a.id)
          .slice(0, mostShown)
          .map(presentBody),
        events: push.latestEvents(ids, mostShown).map((event) => ({
          ...{ eventType: event.eventType, count: event.count, pictures: event.pictures, isResent: event.isResent },
          ...{ firstAt: iso(event.firstAt), lastAt: iso(event.lastAt) },
        })),
        fetches: fetches.latestOfCamera(cameraId).map(({ id, url, state, reason, attempts, createdAt }) => ({
          ...{ id, url, state, reason, attempts },
          createdAt: iso(createdAt),
        })),
      };
    },
  };
}
