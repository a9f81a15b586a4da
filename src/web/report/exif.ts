/** Reads from a JPEG's metadata when it was taken. Nothing else of it is wanted: the picture that is sent carries none. */

const exifIfdTag = 0x8769;
const dateTag = 0x9003;
const offsetTag = 0x9011;
const asciiType = 2;
/** What a phone writes lies at the beginning; so much of the file is enough. */
export const exifBytes = 256 * 1024;

/** A TIFF block, as it lies in a JPEG's APP1 segment: its tags by directory. */
class Tiff {
  readonly #view: DataView;
  readonly #isLittle: boolean;

  constructor(view: DataView) {
    this.#view = view;
    this.#isLittle = view.getUint16(0) === 0x4949;
  }

  #short(at: number): number {
    return this.#view.getUint16(at, this.#isLittle);
  }

  #long(at: number): number {
    return this.#view.getUint32(at, this.#isLittle);
  }

  get first(): number {
    return this.#long(4);
  }

  /** Where a tag's entry lies in a directory; null when it has none. */
  entry(directory: number, tag: number): number | null {
    const count = this.#short(directory);
    for (let index = 0; index < count; index += 1) {
      const at = directory + 2 + index * 12;
      if (this.#short(at) === tag) return at;
    }
    return null;
  }

  pointer(directory: number, tag: number): number | null {
    const at = this.entry(directory, tag);
    return at === null ? null : this.#long(at + 8);
  }

  text(directory: number, tag: number): string | null {
    const at = this.entry(directory, tag);
    if (at === null || this.#short(at + 2) !== asciiType) return null;
    const length = this.#long(at + 4);
    const from = length <= 4 ? at + 8 : this.#long(at + 8);
    const codes = Array.from({ length }, (_, index) => this.#view.getUint8(from + index));
    return String.fromCharCode(...codes).replace(/\0.*$/s, '');
  }
}

/** Where the TIFF block of the EXIF segment begins; null when there is none. */
function findTiff(view: DataView): number | null {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; at + 4 <= view.byteLength; ) {
    const marker = view.getUint16(at);
    if (marker === 0xffda || marker >> 8 !== 0xff) return null;
    if (marker === 0xffe1 && at + 10 <= view.byteLength && view.getUint32(at + 4) === 0x45786966) return at + 10;
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/** Minutes east of UTC of an offset such as “+08:00”; null when it isn't one. */
function minutesOf(offset: string | null): number | null {
  const match = /^([+-])(\d{2}):(\d{2})$/.exec(offset ?? '');
  return match ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) : null;
}

function readTime(tiff: Tiff): number | null {
  const directory = tiff.pointer(tiff.first, exifIfdTag);
  if (directory === null) return null;
  const match = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}):(\d{2}):(\d{2})/.exec(tiff.text(directory, dateTag) ?? '');
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const offsetMin = minutesOf(tiff.text(directory, offsetTag));
  const at =
    offsetMin === null
      ? new Date(year, month - 1, day, hour, minute, second).getTime()
      : Date.UTC(year, month - 1, day, hour, minute, second) - offsetMin * 60_000;
  return Number.isNaN(at) ? null : at;
}

/**
 * When a photograph was taken (UTC ms), by its own account; a time without an offset is taken as this device's local time.
 * Null when it doesn't say, or says something that can't be read. `bytes`: the beginning of the file.
 */
export function takenAt(bytes: ArrayBuffer): number | null {
  try {
    const view = new DataView(bytes);
    const start = findTiff(view);
    return start === null ? null : readTime(new Tiff(new DataView(bytes, start)));
  } catch (error) {
    // Metadata that points beyond its own end: as good as none.
    if (error instanceof RangeError) return null;
    throw error;
  }
}
