/** From the bytes of a photograph to what the network takes in, exactly as the training program does it, bit for bit. */
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { recogniseFormat } from '../platform/files/inspect-photo.ts';
import { fingerprintOf } from './fingerprint.ts';
import { frameMapOf } from './frame-map.ts';
import { frameSignatureOf } from './frame-signature.ts';
import { lumaOf } from './luma.ts';
import type { InputSpec } from './manifest.ts';
import { type FrameQuality, measureFrame, measureQuality, type Quality } from './quality.ts';
import { decodeError, UnreadablePhotoError } from './unreadable-photo.error.ts';

/** Part of an upright photograph, in fractions 0..1 of its width and height. */
export interface Crop {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface PreparedView {
  /** Float32 of 3 × height × width values (channel by channel), in a buffer of its own. */
  tensor: Float32Array<ArrayBuffer>;
  quality: Quality;
  /** See fingerprint.ts. */
  fingerprint: Buffer;
}

/** What is measured of the whole photograph. */
interface PreparedFrame {
  quality: FrameQuality;
  /** See frame-signature.ts. */
  signature: Buffer;
}

export interface PreparedPhoto {
  /** Upright size in pixels. */
  width: number;
  height: number;
  frame: PreparedFrame;
  /** One for each crop, in their order; the whole photograph when there were none to choose from (null). */
  views: PreparedView[];
}

export interface PhotoLimits {
  /** Largest width × height that is decoded. */
  maxPixels: number;
}

/** Upright, interleaved 8-bit RGB. */
export interface Picture {
  data: Buffer;
  width: number;
  height: number;
}

/** No photograph within the pixel limit takes nearly as long, unless it was made to. */
const decodeTimeoutS = 30;

/** All pixels of a photograph, none shrunk. Throws UnreadablePhotoError, and errors that may pass (memory, time). */
export async function decodePhoto(bytes: Buffer, { maxPixels }: PhotoLimits): Promise<Picture> {
  if (!recogniseFormat(bytes)) {
    throw new UnreadablePhotoError('not_an_image', 'The bytes are neither JPEG nor PNG nor WebP.');
  }
  try {
    // A step of its own: joined with the resizing, libjpeg would shrink while decoding and the pixels would differ from
    // those of the training program. Of an animated WebP the first picture is taken (intake refuses them anyway).
    const { data, info } = await sharp(bytes, { failOn: 'warning', limitInputPixels: maxPixels })
      .timeout({ seconds: decodeTimeoutS })
      .autoOrient()
      .removeAlpha()
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height };
  } catch (error) {
    throw decodeError(error);
  }
}

function pixelSpan(start: number, length: number, size: number): { first: number; count: number } {
  const first = Math.min(size - 1, Math.max(0, Math.floor(start * size + 0.5)));
  const end = Math.min(size, Math.max(first + 1, Math.floor((start + length) * size + 0.5)));
  return { first, count: end - first };
}

/** The whole pixels of a crop: rounded half up, at least one each way, never beyond the picture. */
export function cropToPixels(
  crop: Crop,
  width: number,
  height: number,
): { left: number; top: number; width: number; height: number } {
  const across = pixelSpan(crop.x, crop.width, width);
  const down = pixelSpan(crop.y, crop.height, height);
  return { left: across.first, top: down.first, width: across.count, height: down.count };
}

function toTensor(rgb: Uint8Array, input: InputSpec): Float32Array<ArrayBuffer> {
  const plane = input.width * input.height;
  const tensor = new Float32Array(3 * plane);
  for (let channel = 0; channel < 3; channel += 1) {
    const mean = input.mean[channel]!;
    const std = input.std[channel]!;
    const levels = Float32Array.from({ length: 256 }, (_, level) => (level / 255 - mean) / std);
    for (let pixel = 0, at = channel; pixel < plane; pixel += 1, at += 3) {
      tensor[channel * plane + pixel] = levels[rgb[at]!]!;
    }
  }
  return tensor;
}

async function prepareView(picture: Picture, crop: Crop | null, input: InputSpec): Promise<PreparedView> {
  const { data, width, height } = picture;
  const whole = sharp(data, { raw: { width, height, channels: 3 }, limitInputPixels: false });
  const cut = crop ? whole.extract(cropToPixels(crop, width, height)) : whole;
  const rgb = await cut
    .resize(input.width, input.height, { fit: input.resize.fit, kernel: input.resize.kernel })
    .raw()
    .toBuffer();
  const luma = lumaOf(rgb);
  return {
    tensor: toTensor(rgb, input),
    quality: measureQuality(luma, input.width, input.height),
    fingerprint: fingerprintOf(rgb, luma, input.width, input.height),
  };
}

function measureWhole({ data, width, height }: Picture): PreparedFrame {
  const map = frameMapOf(data, width, height);
  return { quality: measureFrame(map), signature: frameSignatureOf(map) };
}

/**
 * Decodes a photograph once (`source`: its bytes or its path) and prepares each crop, or the whole when `crops` is null.
 * Throws UnreadablePhotoError for bytes that can't be decoded whole; other errors (file missing, out of memory, out of
 * time) are not the photograph's fault and may pass.
 */
export async function preparePhoto(
  source: Buffer | string,
  crops: Crop[] | null,
  input: InputSpec,
  limits: PhotoLimits,
): Promise<PreparedPhoto> {
  const bytes = typeof source === 'string' ? await readFile(source) : source;
  const picture = await decodePhoto(bytes, limits);
  const views = await Promise.all((crops ?? [null]).map((crop) => prepareView(picture, crop, input)));
  return { width: picture.width, height: picture.height, frame: measureWhole(picture), views };
}
