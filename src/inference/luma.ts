/** Brightness of pixels: what quality and fingerprints are measured on. */

/** Luma (ITU-R BT.601) of interleaved 8-bit RGB, one value 0..255 per pixel. */
export function lumaOf(rgb: Uint8Array): Float32Array {
  const luma = new Float32Array(rgb.length / 3);
  for (let pixel = 0, at = 0; pixel < luma.length; pixel += 1, at += 3) {
    luma[pixel] = 0.299 * rgb[at]! + 0.587 * rgb[at + 1]! + 0.114 * rgb[at + 2]!;
  }
  return luma;
}
