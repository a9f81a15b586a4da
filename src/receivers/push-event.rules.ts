/** What a device told in one request, the same for all makers; and which of its pictures are taken in. */
import type { DeviceTime } from './device-time.rules.ts';
import type { Tree } from './fields.rules.ts';

const vendors = [
  'hikvision',
  'hikvision_aiop',
  'isecure',
  'dahua',
  'dahua_itsapi',
  'uniview',
  'gb28181',
  'other',
] as const;
export type Vendor = (typeof vendors)[number];

export interface PushedPicture {
  /** By which the device calls it; empty: it doesn't. */
  name: string;
  bytes: Buffer;
  /** The whole scene, or only a plate, face or body cut out of it. */
  role: 'scene' | 'crop';
  /** When the device gives this picture a time of its own. */
  said: DeviceTime | null;
}

export interface PushedDevice {
  mac: string | null;
  address: string | null;
  /** Serial number or the like. */
  id: string | null;
}

export interface PushedEvent {
  eventType: string;
  /** As people count it on the device; null: it doesn't say. */
  channel: string | null;
  channelName: string | null;
  device: PushedDevice;
  said: DeviceTime | null;
  /** The device gave a time that can't be read. */
  isTimeUnreadable: boolean;
  isActive: boolean;
  /** Stored by the device while there was no network, and sent now. */
  isResent: boolean;
  /** What the maker identifies the event by. */
  vendorId: string | null;
  pictures: PushedPicture[];
  /** Of pictures to be fetched. */
  urls: string[];
}

interface Answer {
  type: string;
  body: string;
}

export interface Understood {
  vendor: Vendor;
  /** Nothing but a sign of life. */
  isHeartbeat: boolean;
  device: PushedDevice;
  events: PushedEvent[];
  answer: Answer;
}

/** A picture that came as bytes of its own. */
export interface FoundPicture {
  /** Names by part, file or content id. */
  names: string[];
  bytes: Buffer;
  /** How many documents stood before it. */
  afterDocument: number;
}

/** A request taken apart, before anybody knows whose device it is. */
export interface Message {
  method: string;
  /** Behind the device's address, with its leading slash; may be empty. */
  path: string;
  /** Query and short form fields. */
  fields: Record<string, string>;
  documents: Tree[];
  pictures: FoundPicture[];
}

export const answers = {
  xml: {
    type: 'application/xml',
    body: '<?xml version="1.0" encoding="UTF-8"?>\n<ResponseStatus version="2.0" xmlns="http://www.isapi.org/ver20/XMLSchema"><requestURL>/</requestURL><statusCode>1</statusCode><statusString>OK</statusString><subStatusCode>ok</subStatusCode></ResponseStatus>\n',
  },
  hikvisionJson: {
    type: 'application/json',
    body: '{"requestURL":"/","statusCode":1,"statusString":"OK","subStatusCode":"ok"}',
  },
  isecure: { type: 'application/json', body: '{"code":"0","msg":"success","data":""}' },
  result: { type: 'application/json', body: '{"Result":true}' },
  lapi: {
    type: 'application/json',
    body: '{"Response":{"ResponseURL":"/","CreatedID":-1,"ResponseCode":0,"SubResponseCode":0,"ResponseString":"Succeed","StatusCode":0,"StatusString":"Succeed","Data":"null"}}',
  },
  ok: { type: 'text/plain', body: 'OK' },
} as const satisfies Record<string, Answer>;

const wholeScene = /background|scene|whole|full(?!body)|panora|overview|detection|vmd|global|large|combined|normal/i;
const cutOut = /plate|face|head|human|body|person|target|crop|cut|thumb|small|vehicle|feature/i;

/** Whether a picture called so shows the whole scene; one whose name tells nothing does. */
export function roleOf(names: readonly string[]): PushedPicture['role'] {
  if (names.some((name) => wholeScene.test(name))) return 'scene';
  return names.some((name) => cutOut.test(name)) ? 'crop' : 'scene';
}

export const toPicture = (found: FoundPicture): PushedPicture => ({
  name: found.names[0] ?? '',
  bytes: found.bytes,
  role: roleOf(found.names),
  said: null,
});

export const nobody: PushedDevice = { mac: null, address: null, id: null };

/** An event about which nothing is known but what is given. */
export function toEvent(known: Partial<PushedEvent> & { eventType: string }): PushedEvent {
  return {
    channel: null,
    channelName: null,
    device: nobody,
    said: null,
    isTimeUnreadable: false,
    isActive: true,
    isResent: false,
    vendorId: null,
    pictures: [],
    urls: [],
    ...known,
  };
}

/** Hardware addresses are written in many ways. */
export function plainMac(mac: string | null): string | null {
  const digits = (mac ?? '').replaceAll(/[^0-9a-f]/gi, '').toLowerCase();
  return digits.length === 12 && !/^0+$/.test(digits) ? (digits.match(/../g)?.join(':') ?? null) : null;
}

/** An id that firmware leaves empty or the same for all tells no event from another. */
export function realId(id: string | null): string | null {
  return id === null || /^[0{}-]*$|^(null|none|-1)$/i.test(id) ? null : id;
}

/** Numbers that begin again when the device starts tell events apart only together with the time. */
const leastLengthAlone = 12;

/** What is the same when a device tells of the same event again; null: only the pictures themselves can say. */
export function eventKey({ vendorId, said, channel }: PushedEvent, vendor: Vendor): string | null {
  if (vendorId === null) return null;
  // Uniview tells of one event as an alarm and as a structure, seconds apart, and says by this id that they are the same.
  if (vendor === 'uniview' && vendorId.length >= leastLengthAlone) return `${channel ?? ''}|${vendorId}`;
  if (said === null) return vendorId.length >= leastLengthAlone ? `${channel ?? ''}|${vendorId}` : null;
  return `${channel ?? ''}|${vendorId}|${said.iso}`;
}

/** The pictures of an event that become photographs of the camera: those of the whole scene, each once. */
export function picturesToTake({ pictures }: PushedEvent): PushedPicture[] {
  const scenes = pictures.filter(({ role }) => role === 'scene');
  return scenes.filter(({ bytes }, index) => scenes.findIndex((other) => other.bytes.equals(bytes)) === index);
}

/** By what a device is known again: hardware address, then its own number, then the network address it names or has. */
export function identityOf({ mac, id, address }: PushedDevice, remoteAddress: string): string {
  if (mac) return `mac:${mac}`;
  if (id) return `id:${id}`;
  return `ip:${address ?? remoteAddress}`;
}
