/** Pictures that leave the desk: the view's crop is clear, everything else on it is coarse squares. */
import sharp from 'sharp';

/** A closed polygon of [x, y] in fractions of the upright picture. */
export type CropOutline = readonly (readonly [number, number])[];

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Share of the view's larger side that is left around it, in squares, so that one sees where it is. */
const margin = 0.2;
/** Squares along the longer side of the crop. A face beside a bin is a few of them, and can't be told from another. */
const squaresAlong = 14;
/** Longest side of what is made, in pixels. */
const longestSide = 1000;
const quality = 80;

/** The part of a picture of `width` × `height` to cut out, in whole pixels within it. */
export function cropBox(outline: CropOutline, width: number, height: number): Box {
  const xs = outline.map(([x]) => x * width);
  const ys = outline.map(([, y]) => y * height);
  const room = margin * Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
  const left = Math.min(width - 1, Math.max(0, Math.floor(Math.min(...xs) - room)));
  const top = Math.min(height - 1, Math.max(0, Math.floor(Math.min(...ys) - room)));
  const right = Math.min(width, Math.ceil(Math.max(...xs) + room));
  const bottom = Math.min(height, Math.ceil(Math.max(...ys) + room));
  return { left, top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}

/** Each square gets the mean of what lies under it: nothing finer is left to be made out again. */
function coarsen(pixels: Buffer, { width, height }: Box): Promise<Buffer> {
  const side = Math.max(width, height) / squaresAlong;
  const columns = Math.max(1, Math.round(width / side));
  const rows = Math.max(1, Math.round(height / side));
  const raw = { width, height, channels: 3 as const };
  return sharp(pixels, { raw })
    .resize(columns, rows, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer()
    .then((squares) =>
      sharp(squares, { raw: { width: columns, height: rows, channels: 3 } })
        .resize(width, height, { fit: 'fill', kernel: 'nearest' })
        .raw()
        .toBuffer(),
    );
}

function maskOf(outline: CropOutline, picture: { width: number; height: number }, box: Box): Buffer {
  const points = outline.map(([x, y]) => `${x * picture.width - box.left},${y * picture.height - box.top}`).join(' ');
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${box.width}" height="${box.height}"><polygon points="${points}"/></svg>`,
  );
}

/**
 * JPEG of the view with a margin; `photo` are the bytes of a stored photograph. Without an outline nothing says what may
 * be seen, and so all of it is coarse. Metadata is left out. Throws sharp's error when the photograph can't be decoded.
 */
export async function viewCrop(photo: Buffer, outline: CropOutline | null): Promise<Buffer> {
  const upright = await sharp(photo)
    .rotate()
    .flatten()
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = upright.info;
  const raw = { width, height, channels: 3 as const };
  const box = outline === null ? { left: 0, top: 0, width, height } : cropBox(outline, width, height);
  const cut = await sharp(upright.data, { raw }).extract(box).raw().toBuffer();
  const cutRaw = { width: box.width, height: box.height, channels: 3 as const };
  const coarse = sharp(await coarsen(cut, box), { raw: cutRaw });
  if (outline !== null) {
    const clear = await sharp(cut, { raw: cutRaw })
      .ensureAlpha()
      .composite([{ input: maskOf(outline, { width, height }, box), blend: 'dest-in' }])
      .png({ compressionLevel: 1 })
      .toBuffer();
    coarse.composite([{ input: clear }]);
  }
  const composed = await coarse.raw().toBuffer({ resolveWithObject: true });
  return sharp(composed.data, { raw: { ...cutRaw, channels: composed.info.channels as 3 | 4 } })
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .flatten()
    .jpeg({ quality })
    .toBuffer();
}
