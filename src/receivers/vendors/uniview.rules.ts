/** Uniview's LAPI: alarms, and structures with their pictures as base64. */
import { readDeviceTime } from '../device-time.rules.ts';
import { child, isRecord, list, seekAll, seekText, type Tree, text, textOf, texts } from '../fields.rules.ts';
import { addressesOf } from '../picture-addresses.rules.ts';
import { pictureFromBase64 } from '../picture-bytes.rules.ts';
import {
  answers,
  type Message,
  type PushedEvent,
  type PushedPicture,
  plainMac,
  realId,
  roleOf,
  toEvent,
  toPicture,
  type Understood,
} from '../push-event.rules.ts';

/** Items of the list, also where XML puts a record of a name of its own between. */
function imagesIn(document: Tree): Tree[] {
  return seekAll(document, 'ImageInfoList', 'ImageList', 'PictureInfoList')
    .flatMap((found) =>
      list(isRecord(found) ? (child(found, 'ImageInfo', 'Image', 'ImageInfoObject') ?? found) : found),
    )
    .filter(isRecord);
}

function picturesIn(document: Tree): PushedPicture[] {
  // Of a face, a person or a vehicle the device names which of the pictures is the one cut out.
  const small = new Set(seekAll(document, 'SmallPicAttachIndex', 'SmallImageIndex').map(textOf));
  return imagesIn(document).flatMap((image) => {
    const bytes = texts(image)
      .map(({ value }) => pictureFromBase64(value))
      .find((one) => one !== null);
    if (!bytes) return [];
    const index = text(image, 'Index', 'ImageIndex');
    const name = text(image, 'Name', 'FileName', 'ImageType', 'Type') ?? '';
    const isSmall = index !== null && small.has(index);
    const said = readDeviceTime(text(image, 'CaptureTime', 'ShotTime', 'Time'));
    return [{ name: name || (index ?? ''), bytes, role: isSmall ? ('crop' as const) : roleOf([name]), said }];
  });
}

function toUniviewEvent(document: Tree): PushedEvent {
  const alarm = child(document, 'AlarmInfo') ?? child(document, 'StructureInfo') ?? document;
  const time =
    seekText(alarm, 'TimeStamp', 'AlarmTime', 'CaptureTime', 'ShotTime') ?? seekText(document, 'CaptureTime');
  const said = readDeviceTime(time);
  const pictures = picturesIn(document);
  return toEvent({
    eventType: seekText(alarm, 'AlarmType', 'EventType', 'StructureType') ?? 'Structure',
    channel: seekText(document, 'AlarmSrcID', 'SrcID', 'ChannelID', 'ChlID', 'CameraID'),
    channelName: seekText(document, 'AlarmSrcName', 'SrcName', 'ChannelName'),
    device: {
      mac: plainMac(seekText(document, 'MAC', 'MacAddress')),
      address: /^\d+\.\d+\.\d+\.\d+/.exec(seekText(document, 'DeviceIP', 'IPAddress') ?? '')?.[0] ?? null,
      id: seekText(document, 'DeviceID', 'DeviceCode', 'SerialNumber', 'SerialNo'),
    },
    said: pictures.find((one) => one.said !== null)?.said ?? said,
    isTimeUnreadable: time !== null && said === null,
    isActive: !/(Off|End|Clear|Cleared|Disappear)$/.test(seekText(alarm, 'AlarmType') ?? ''),
    vendorId: realId(seekText(document, 'RelatedID', 'RelatedId') ?? seekText(alarm, 'AlarmSeq', 'Seq')),
    pictures,
    urls: addressesOf(document),
  });
}

const isUniview = (document: Tree): boolean =>
  typeof child(document, 'AlarmInfo') === 'object' ||
  child(document, 'StructureInfo') !== undefined ||
  imagesIn(document).length > 0;

export function readUniview(message: Message): Understood | null {
  const documents = message.documents.filter(isUniview);
  if (documents.length === 0) return null;
  const events = documents.map(toUniviewEvent);
  events[0]?.pictures.push(...message.pictures.map(toPicture));
  const isHeartbeat = events.every(({ eventType }) => /^(heartbeat|keepalive)$/i.test(eventType));
  return {
    vendor: 'uniview',
    isHeartbeat,
    device: events[0]?.device ?? { mac: null, address: null, id: null },
    events,
    answer: answers.lapi,
  };
}
