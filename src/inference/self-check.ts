/** Whether this machine computes a network as the one that measured it did: old processors saturate in 8-bit arithmetic. */
import { type InputSpec, type LoadedManifest, ModelError } from './manifest.ts';

/** Rounding moves a probability by thousandths; saturation by far more. */
const tolerance = 0.03;

/** A fixed picture of strong contrast: waves of several lengths, from −1 to 1, as one tensor [3, height, width]. */
export function checkTensor({ width, height }: Pick<InputSpec, 'width' | 'height'>): Float32Array<ArrayBuffer> {
  const tensor = new Float32Array(3 * width * height);
  let at = 0;
  for (let channel = 0; channel < 3; channel += 1) {
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const fine = Math.sin(x * 0.9 + channel) * Math.cos(y * 0.7 - channel);
        tensor[at] = Math.max(-1, Math.min(1, 1.4 * Math.sin((x + 2 * y) * 0.045 + channel) + 0.8 * fine));
        at += 1;
      }
    }
  }
  return tensor;
}

/** Throws ModelError when the probabilities of the check tensor are not those of the manifest. */
export function compareCheck(manifest: LoadedManifest, probabilities: ArrayLike<number>): void {
  const expected = manifest.check?.probabilities;
  if (!expected) return;
  const off = Math.max(...expected.map((value, index) => Math.abs(value - probabilities[index]!)));
  if (off <= tolerance) return;
  throw new ModelError(
    `${manifest.model} doesn't compute on this processor what it computed where it was measured (a probability is off by ` +
      `${off.toFixed(2)}); 8-bit networks need a processor with VNNI. Set MODEL_DIR to models/mobilenetv2-items-224, which doesn't.`,
  );
}
