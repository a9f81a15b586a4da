/** Hikvision's alarm server (ISAPI EventNotificationAlert, XML or JSON) and its AI Open Platform. */
import { readDeviceTime } from '../device-time.rules.ts';
import { child, isRecord, list, seekText, type Tree, text } from '../fields.rules.ts';
import { addressesOf } from '../picture-addresses.rules.ts';
import {
  answers,
  type Message,
  nobody,
  type PushedEvent,
  plainMac,
  realId,
  toEvent,
  toPicture,
  type Understood,
} from '../push-event.rules.ts';

/** A recorder numbers its network channels from 33; on its screen the first is D1. */
const digitalFrom = 32;
const tells = ['dateTime', 'channelID', 'dynChannelID', 'macAddress', 'ipAddress', 'eventState', 'activePostCount'];

function isAlert(tree: Tree): boolean {
  return text(tree, 'eventType') !== null && tells.some((name) => child(tree, name) !== undefined);
}

/** The alerts in a document: below a root of that name, several in a list, or the document itself. */
function alertsIn(document: Tree): Tree[] {
  const named = child(document, 'EventNotificationAlert');
  if (named !== undefined) return list(named).filter(isRecord);
  return list(document).filter(isAlert);
}

/** `D1` for a recorder's first network channel, `1` for a camera's own or an analogue one. */
function hikvisionChannel(alert: Tree): string | null {
  const digital = text(alert, 'dynChannelID');
  const plain = text(alert, 'channelID', 'channel', 'inputIOPortID');
  const said = digital ?? plain;
  const number = Number(said);
  if (said === null || !Number.isInteger(number)) return said;
  if (number > digitalFrom) return `D${number - digitalFrom}`;
  return digital === null || number === 0 ? said : `D${number}`;
}

function toAlert(alert: Tree): PushedEvent {
  const time = text(alert, 'dateTime', 'time', 'triggerTime');
  const said = readDeviceTime(time);
  return toEvent({
    eventType: text(alert, 'eventType') ?? 'unknown',
    channel: hikvisionChannel(alert),
    channelName: text(alert, 'channelName'),
    device: {
      mac: plainMac(text(alert, 'macAddress')),
      address: text(alert, 'ipAddress', 'ipv6Address'),
      id: seekText(alert, 'deviceSerialNo', 'serialNumber', 'deviceID'),
    },
    said,
    isTimeUnreadable: time !== null && said === null,
    isActive: text(alert, 'eventState')?.toLowerCase() !== 'inactive',
    isResent: /^(true|1)$/i.test(text(alert, 'isDataRetransmission') ?? ''),
    vendorId: realId(text(alert, 'UUID', 'uuid', 'eventUUID', 'taskID')),
    urls: addressesOf(alert),
  });
}

/** Cameras without any event say so now and then on some firmware. */
const isSignOfLife = ({ eventType, isActive }: PushedEvent): boolean =>
  /^heartbeat$/i.test(eventType) || (/^videoloss$/i.test(eventType) && !isActive);

export function readHikvision(message: Message): Understood | null {
  const perDocument = message.documents.map((document) => alertsIn(document).map(toAlert));
  const events = perDocument.flat();
  const [first] = events;
  if (!first) return null;
  for (const found of message.pictures) {
    // A picture belongs to the document before it; one that comes first belongs to the first.
    const own = perDocument.slice(0, found.afterDocument).flat().at(-1) ?? first;
    own.pictures.push(toPicture(found));
  }
  const isXml = message.documents.some((document) => child(document, 'EventNotificationAlert') !== undefined);
  return {
    vendor: events.some(({ eventType }) => /^AIOP/i.test(eventType)) ? 'hikvision_aiop' : 'hikvision',
    isHeartbeat: events.every((event) => isSignOfLife(event) && event.pictures.length === 0),
    device: first.device ?? nobody,
    events,
    answer: isXml ? answers.xml : answers.hikvisionJson,
  };
}
