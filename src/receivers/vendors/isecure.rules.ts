/** Hikvision's platform iSecure Center (Artemis): OnEventNotify, whose pictures have to be fetched. */
import { readDeviceTime } from '../device-time.rules.ts';
import { child, list, seekAll, seekText, type Tree, text } from '../fields.rules.ts';
import { addressesOf } from '../picture-addresses.rules.ts';
import {
  answers,
  type Message,
  nobody,
  type PushedEvent,
  realId,
  toEvent,
  toPicture,
  type Understood,
} from '../push-event.rules.ts';

/** The platform's status of an event: 2 is its end. */
const ended = '2';

function toIsecureEvent(event: Tree): PushedEvent {
  const time = text(event, 'happenTime', 'startTime') ?? seekText(event, 'happenTime', 'sendTime', 'dateTime');
  const said = readDeviceTime(time);
  return toEvent({
    eventType: text(event, 'eventType') ?? 'unknown',
    channel: text(event, 'srcIndex') ?? seekText(event, 'srcIndex', 'cameraIndexCode'),
    channelName: text(event, 'srcName') ?? seekText(event, 'srcName', 'channelName'),
    said,
    isTimeUnreadable: time !== null && said === null,
    isActive: text(event, 'status') !== ended,
    isResent: seekAll(event, 'isDataRetransmission').some((one) => /^(true|1)$/i.test(String(one))),
    vendorId: realId(text(event, 'eventId')),
    urls: addressesOf(event),
  });
}

export function readIsecure(message: Message): Understood | null {
  const documents = message.documents.filter((document) => {
    const method = text(document, 'method');
    const events = child(child(document, 'params'), 'events');
    return events !== undefined && (method === null || /^OnEventNotify$/i.test(method));
  });
  if (documents.length === 0) return null;
  const events = documents.flatMap((document) => list(child(child(document, 'params'), 'events')).map(toIsecureEvent));
  events[0]?.pictures.push(...message.pictures.map(toPicture));
  return { vendor: 'isecure', isHeartbeat: events.length === 0, device: nobody, events, answer: answers.isecure };
}
