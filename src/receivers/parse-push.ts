/** What a device's request means: by its content type and content, whoever made it. Pure: the same bytes, the same meaning. */
import { type PartOutline, type PushRequest, takeApart } from './message.ts';
import { type Message, picturesToTake, type Understood } from './push-event.rules.ts';
import { readDahua, readDahuaIts } from './vendors/dahua.rules.ts';
import { readHikvision } from './vendors/hikvision.rules.ts';
import { readIsecure } from './vendors/isecure.rules.ts';
import { readGb28181, readPictures } from './vendors/pictures.rules.ts';
import { readUniview } from './vendors/uniview.rules.ts';

/** The narrower a form, the earlier it is tried; the last takes any picture. */
const readers: readonly ((message: Message) => Understood | null)[] = [
  readIsecure,
  readHikvision,
  readDahuaIts,
  readDahua,
  readUniview,
  readGb28181,
  readPictures,
];

/** Why nothing can be done with a body. */
export type PushFault = 'empty' | 'cut_off' | 'no_document' | 'unknown_document';

export interface ParsedPush {
  understood: Understood | null;
  fault: PushFault | null;
  parts: PartOutline[];
}

export function parsePush(request: PushRequest): ParsedPush {
  const { message, parts, cutOff } = takeApart(request);
  let understood: Understood | null = null;
  for (const read of readers) {
    understood = read(message);
    if (understood) break;
  }
  const whole = understood?.events.some((event) => picturesToTake(event).length + event.urls.length > 0) ?? false;
  // A picture that breaks off came over a broken line: the device had better send it again.
  if (cutOff > 0 && !whole) return { understood, fault: 'cut_off', parts };
  if (understood) return { understood, fault: null, parts };
  const fault = parts.length === 0 ? 'empty' : message.documents.length > 0 ? 'unknown_document' : 'no_document';
  return { understood, fault, parts };
}
