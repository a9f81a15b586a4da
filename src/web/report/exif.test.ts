import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { takenAt } from './exif.ts';

async function photo(date?: string, offset?: string): Promise<ArrayBuffer> {
  const exif = { ...(date ? { DateTimeOriginal: date } : {}), ...(offset ? { OffsetTimeOriginal: offset } : {}) };
  const blank = sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } });
  const bytes = await blank
    .withExif({ IFD0: { Make: 'phone' }, IFD2: exif })
    .jpeg()
    .toBuffer();
  return new Uint8Array(bytes).buffer;
}

describe('when a photograph was taken', () => {
  it('is what its metadata says, with the offset it names', async () => {
    expect(takenAt(await photo('2026:11:20 18:40:05', '+08:00'))).toBe(Date.parse('2026-11-20T10:40:05Z'));
    expect(takenAt(await photo('2026:11:20 18:40:05', '-05:30'))).toBe(Date.parse('2026-11-21T00:10:05Z'));
  });

  it('is local time where it names none', async () => {
    expect(takenAt(await photo('2026:11:20 18:40:05'))).toBe(new Date(2026, 10, 20, 18, 40, 5).getTime());
  });

  it('is unknown where it says nothing, nothing sensible, or breaks off', async () => {
    expect(takenAt(await photo())).toBeNull();
    expect(takenAt(await photo('0000:00:00 no time'))).toBeNull();
    const whole = await photo('2026:11:20 18:40:05', '+08:00');
    for (let length = 0; length < 400; length += 7) expect(() => takenAt(whole.slice(0, length))).not.toThrow();
    expect(takenAt(new TextEncoder().encode('no picture at all').buffer)).toBeNull();
  });
});
