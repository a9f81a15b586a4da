/** Dahua: pictures pushed with their event (PictureHttpUpload, JSON or dotted keys) and the traffic interface ITSAPI (base64). */
import { readDeviceTime } from '../device-time.rules.ts';
import { child, isRecord, list, seekText, type Tree, text } from '../fields.rules.ts';
import { pictureFromBase64 } from '../picture-bytes.rules.ts';
import {
  answers,
  type Message,
  nobody,
  type PushedDevice,
  type PushedEvent,
  type PushedPicture,
  plainMac,
  realId,
  roleOf,
  toEvent,
  toPicture,
  type Understood,
} from '../push-event.rules.ts';

function deviceOf(...trees: Tree[]): PushedDevice {
  const seek = (...names: string[]) =>
    trees.map((tree) => seekText(tree, ...names)).find((one) => one !== null) ?? null;
  return {
    mac: plainMac(seek('PhysicalAddress', 'MacAddress', 'Mac')),
    address: seek('IPAddress', 'DeviceIP', 'LocalIP'),
    id: seek('DeviceID', 'SerialNo', 'SerialNumber', 'DeviceSN', 'MachineID'),
  };
}

/** The device counts its channels from 0, people from 1. */
function channelOf(event: Tree, document: Tree): string | null {
  const said =
    text(event, 'Index', 'Channel') ?? seekText(event, 'Index', 'Channel') ?? text(document, 'Channel', 'Index');
  const number = Number(said);
  return said !== null && Number.isInteger(number) ? String(number + 1) : said;
}

/** What the device calls UTC is local time on some firmware; RealUTC is not. */
const timeFields = [
  'RealUTC',
  'UTC',
  'UTCMS',
  'AccurateTime',
  'SnapTime',
  'LocaleTime',
  'StartTime',
  'Time',
  'EventTime',
];

function timeOf(event: Tree, document: Tree): string | null {
  for (const tree of [event, document]) {
    for (const name of timeFields) {
      const said = seekText(tree, name);
      if (said !== null && said !== '0') return said;
    }
  }
  return null;
}

/** Pictures of one burst share a group and have a place in it. */
function idOf(event: Tree): string | null {
  const id = realId(seekText(event, 'EventUUID', 'UUID', 'GroupID', 'EventID', 'EventSeq'));
  const place = seekText(event, 'IndexInGroup');
  return id === null || place === null ? id : `${id}-${place}`;
}

function toDahuaEvent(event: Tree, document: Tree): PushedEvent {
  const base = child(event, 'EventBaseInfo') ?? event;
  const time = timeOf(event, document);
  const said = readDeviceTime(time);
  return toEvent({
    eventType: text(base, 'Code', 'EventCode') ?? 'unknown',
    channel: channelOf(base, document),
    channelName: seekText(event, 'ChannelName', 'MachineName', 'Name'),
    device: deviceOf(event, document),
    said,
    isTimeUnreadable: time !== null && said === null,
    isActive: text(base, 'Action')?.toLowerCase() !== 'stop',
    isResent: /^(true|1)$/i.test(seekText(event, 'IsOffline', 'Offline', 'ReTransmission') ?? ''),
    vendorId: idOf(event),
  });
}

function eventsIn(document: Tree): PushedEvent[] {
  const named = child(document, 'Events', 'Event');
  const events = named === undefined ? list(document).filter((one) => text(one, 'Code') !== null) : list(named);
  return events
    .filter((event) => text(event, 'Code') !== null || text(child(event, 'EventBaseInfo'), 'Code') !== null)
    .map((event) => toDahuaEvent(event, document));
}

const isKeepAlivePath = ({ path }: Message): boolean => /\/keepalive\/?$/i.test(path);

export function readDahua(message: Message): Understood | null {
  const events = message.documents.flatMap(eventsIn);
  const [first] = events;
  if (!first) {
    const isEmpty = message.documents.length === 0 && message.pictures.length === 0;
    if (!isEmpty || !isKeepAlivePath(message)) return null;
    return { vendor: 'dahua', isHeartbeat: true, device: nobody, events: [], answer: answers.ok };
  }
  const isOneEach = events.length === message.pictures.length;
  for (const [index, found] of message.pictures.entries()) {
    const own = (isOneEach ? events[index] : undefined) ?? first;
    own.pictures.push(toPicture(found));
  }
  const isHeartbeat = events.every(({ eventType }) => /^(heartbeat|keepalive)$/i.test(eventType));
  return { vendor: 'dahua', isHeartbeat, device: first.device, events, answer: answers.ok };
}

/** Pictures of the traffic interface: each below the name of what it shows. */
function itsPictures(picture: Tree): PushedPicture[] {
  if (!isRecord(picture)) return [];
  return Object.entries(picture).flatMap(([name, entry]) =>
    list(entry).flatMap((one) => {
      const content = text(one, 'Content', 'Data', 'Image');
      const bytes = content === null ? null : pictureFromBase64(content);
      return bytes ? [{ name: text(one, 'PicName') ?? name, bytes, role: roleOf([name]), said: null }] : [];
    }),
  );
}

function toItsEvent(picture: Tree, document: Tree): PushedEvent {
  const snap = child(picture, 'SnapInfo') ?? picture;
  const time = text(snap, 'AccurateTime', 'SnapTime') ?? timeOf(snap, document);
  const said = readDeviceTime(time);
  const channel = seekText(snap, 'Channel', 'ChannelID', 'SnapChannel');
  const zone = text(snap, 'TimeZone', 'AccurateTimeZone');
  const withZone = zone && said && !said.hasOffset ? readDeviceTime(`${said.iso} ${zone}`) : null;
  return toEvent({
    eventType: seekText(snap, 'EventCode', 'EventType', 'Code') ?? 'TrafficSnapshot',
    channel,
    channelName: seekText(snap, 'SnapAddress', 'ChannelName'),
    device: deviceOf(snap, document),
    said: withZone ?? said,
    isTimeUnreadable: time !== null && said === null,
    isResent: /^(true|1)$/i.test(seekText(snap, 'IsOffline', 'Offline', 'ReTransmission') ?? ''),
    vendorId: realId(text(child(picture, 'NormalPic'), 'PicName')),
    pictures: itsPictures(picture),
  });
}

export function readDahuaIts(message: Message): Understood | null {
  const [document] = message.documents;
  if (document === undefined) return null;
  const pictures = message.documents.flatMap((one) =>
    list(child(one, 'Picture')).filter((two) => child(two, 'SnapInfo') !== undefined || itsPictures(two).length > 0),
  );
  const answer = answers.result;
  if (pictures.length > 0) {
    const events = pictures.map((picture) => toItsEvent(picture, document));
    events[0]?.pictures.push(...message.pictures.map(toPicture));
    return { vendor: 'dahua_itsapi', isHeartbeat: false, device: events[0]?.device ?? nobody, events, answer };
  }
  if (child(document, 'Active') === undefined || text(document, 'DeviceID') === null) return null;
  return { vendor: 'dahua_itsapi', isHeartbeat: true, device: deviceOf(document), events: [], answer };
}
