/** Addresses of devices and what comes through them, as the API takes and shows them. */
import { z } from 'zod';
import { bodySummarySchema } from './push-summary.schemas.ts';

const name = z.string().trim().min(1).max(64);
const id = z.int().positive();

/** Body of POST /push-addresses. */
export const newAddressSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('camera'), cameraId: id, name: name.optional() }),
  z.strictObject({ kind: z.literal('recorder'), cameraId: z.undefined().optional(), name }),
  z.strictObject({ kind: z.literal('waiting_room'), cameraId: z.undefined().optional(), name: name.optional() }),
]);

/** Answer: `path` is shown this once. */
export const issuedAddressSchema = z.object({ id: z.int(), path: z.string() });

const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:.]*:[0-9a-f:.]*)(?:\/\d{1,3})?$/i;
const networkEntry = z
  .string()
  .trim()
  .max(64)
  .regex(address, 'must be an address or a network, such as 192.168.1.0/24');
const hostName = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;
const hostEntry = z
  .string()
  .trim()
  .refine((text) => address.test(text) || hostName.test(text), 'must be a name, an address or a network');

const authSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.enum(['basic', 'digest']),
    username: z
      .string()
      .trim()
      .min(1)
      .max(64)
      .regex(/^[^:"\\]+$/, 'must hold no colon, quote or backslash'),
    password: z.string().min(8).max(128),
  }),
]);

/** Body of PATCH /push-addresses/{id}: what is left out stays as it is. */
export const addressChangeSchema = z.strictObject({
  name: name.optional(),
  /** Who may post; none: whoever knows the address. */
  allowed: z.array(networkEntry).max(50).optional(),
  auth: authSchema.optional(),
  /** From where pictures may be fetched: names together with the addresses or networks they stand for. */
  pictureHosts: z.array(hostEntry).max(50).optional(),
});

export const bindChannelSchema = z.strictObject({ channel: z.string().trim().max(64), cameraId: id });
export const adoptSchema = z.strictObject({ cameraId: id.nullable() });

const time = z.iso.datetime();
const place = z.object({ id: z.int(), name: z.string(), station: z.string(), estate: z.string() });

const sourceSchema = z.object({
  id: z.int(),
  /** Empty: the device doesn’t say. */
  channel: z.string(),
  camera: place.nullable(),
  vendor: z.string().nullable(),
  mac: z.string().nullable(),
  deviceId: z.string().nullable(),
  channelName: z.string().nullable(),
  remoteAddress: z.string().nullable(),
  isIgnored: z.boolean(),
  firstSeenAt: time,
  lastSeenAt: time.nullable(),
  /** How many pictures it has sent, taken in or not. */
  pictures: z.int(),
});

const addressSchema = z.object({
  id: z.int(),
  kind: z.enum(['camera', 'recorder', 'waiting_room']),
  name: z.string(),
  camera: place.nullable(),
  isInUse: z.boolean(),
  allowed: z.array(z.string()),
  auth: z.object({ kind: z.enum(['none', 'basic', 'digest']), username: z.string().nullable() }),
  pictureHosts: z.array(z.string()),
  createdAt: time,
  lastSeenAt: time.nullable(),
  lastHeartbeatAt: time.nullable(),
  sources: z.array(sourceSchema),
});

/** Answer of GET /push-addresses: recorders and the waiting room; cameras’ own are on the cameras’ pages. */
export const addressListSchema = z.object({ items: z.array(addressSchema) });

/** Answer of GET /push-sources: devices nobody has said anything about. */
export const waitingListSchema = z.object({
  items: z.array(sourceSchema.extend({ address: z.object({ id: z.int(), name: z.string() }) })),
});

const bodySchema = z.object({
  id: z.int(),
  receivedAt: time,
  remoteAddress: z.string(),
  method: z.string(),
  /** Behind the device’s address. */
  path: z.string(),
  contentType: z.string().nullable(),
  bytes: z.int(),
  /** Whether the bytes are still kept; of a camera with masks they are not, as its pictures may be seen by nobody. */
  hasFile: z.boolean(),
  state: z.enum(['stored', 'done', 'refused']),
  summary: bodySummarySchema.nullable(),
});

const fetchSchema = z.object({
  id: z.int(),
  url: z.string(),
  state: z.enum(['waiting', 'done', 'refused', 'failed']),
  reason: z.string().nullable(),
  attempts: z.int(),
  createdAt: time,
});

const eventSchema = z.object({
  eventType: z.string(),
  firstAt: time,
  lastAt: time,
  count: z.int(),
  pictures: z.int(),
  isResent: z.boolean(),
});

/** Answer of GET /cameras/{id}/push: whether and how a camera’s device reaches the service. */
export const cameraPushSchema = z.object({
  address: addressSchema.nullable(),
  /** Through a recorder or the waiting room. */
  through: z.array(sourceSchema.extend({ address: z.object({ id: z.int(), name: z.string() }) })),
  bodies: z.array(bodySchema),
  events: z.array(eventSchema),
  fetches: z.array(fetchSchema),
});

export const bodyListSchema = z.object({ items: z.array(bodySchema) });

export type NewAddress = z.infer<typeof newAddressSchema>;
export type AddressChange = z.infer<typeof addressChangeSchema>;
export type IssuedAddress = z.infer<typeof issuedAddressSchema>;
export type AddressView = z.infer<typeof addressSchema>;
export type SourceView = z.infer<typeof sourceSchema>;
export type WaitingList = z.infer<typeof waitingListSchema>;
export type WaitingSource = WaitingList['items'][number];
export type AddressListView = z.infer<typeof addressListSchema>;
export type BodyView = z.infer<typeof bodySchema>;
export type BodyList = z.infer<typeof bodyListSchema>;
export type CameraPush = z.infer<typeof cameraPushSchema>;
