/** Pictures without a maker's document: GB/T 28181 snapshots, known by their names, and whatever else posts a picture. */
import { readDeviceTime, timeInName } from '../device-time.rules.ts';
import { texts } from '../fields.rules.ts';
import { pictureFromBase64 } from '../picture-bytes.rules.ts';
import {
  answers,
  type FoundPicture,
  type Message,
  nobody,
  toEvent,
  toPicture,
  type Understood,
} from '../push-event.rules.ts';

/** Twenty digits of the channel, the mark of a snapshot, the time, a number. */
const snapshotName = /(?<!\d)(\d{20})02(\d{14})(\d{5})(?!\d)/;

function snapshotNameOf(found: FoundPicture, message: Message): RegExpExecArray | null {
  for (const name of [...found.names, message.path, ...Object.values(message.fields)]) {
    const match = snapshotName.exec(name);
    if (match) return match;
  }
  return null;
}

/** GB/T 28181-2022, 9.14: the name carries channel and time; the device's clock is local. */
export function readGb28181(message: Message): Understood | null {
  const named = message.pictures.map((found) => ({ found, name: snapshotNameOf(found, message) }));
  if (named.length === 0 || named.some(({ name }) => name === null)) return null;
  const events = named.map(({ found, name }) => {
    const said = readDeviceTime(name?.[2]);
    return toEvent({
      eventType: 'SnapShot',
      channel: name?.[1] ?? null,
      said,
      isTimeUnreadable: said === null,
      vendorId: name?.[0] ?? null,
      pictures: [{ ...toPicture(found), role: 'scene' }],
    });
  });
  return { vendor: 'gb28181', isHeartbeat: false, device: nobody, events, answer: answers.ok };
}

/** `{address}_{channel}_{time}_TIMING.jpg`, as recorders name files. */
const recorderName = /^(\d+\.\d+\.\d+\.\d+)_(\d+)_20\d{12}/;

export function readPictures(message: Message): Understood | null {
  const written = message.documents.flatMap((document) =>
    texts(document).flatMap(({ name, value }) => {
      const bytes = pictureFromBase64(value);
      return bytes ? [{ names: [name], bytes, afterDocument: 0 }] : [];
    }),
  );
  const found = [...message.pictures, ...written];
  if (found.length === 0) return null;
  const field = (name: string): string | null => message.fields[name] ?? null;
  const time = field('captured_at');
  const events = found.map((one) => {
    const name = one.names.find((each) => timeInName(each) !== null) ?? '';
    const said = readDeviceTime(time) ?? timeInName(name);
    return toEvent({
      eventType: 'picture',
      channel: field('channel') ?? recorderName.exec(name)?.[2] ?? null,
      said,
      isTimeUnreadable: time !== null && said === null,
      pictures: [{ ...toPicture(one), role: 'scene' }],
    });
  });
  return { vendor: 'other', isHeartbeat: false, device: nobody, events, answer: answers.ok };
}
