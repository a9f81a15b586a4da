/** The error for photographs that can't be decoded, however often one tries. */

export type UnreadableReason = 'not_an_image' | 'truncated' | 'too_many_pixels' | 'unsupported';

/** `reason` is stable and for programs, `message` says what the decoder found. */
export class UnreadablePhotoError extends Error {
  override name = 'UnreadablePhotoError';
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

const reasons: [RegExp, UnreadableReason, string][] = [
  [/exceeds pixel limit|dimensions? (exceed|too)|too large/i, 'too_many_pixels', 'The photograph has too many pixels.'],
  [/unsupported image format/i, 'not_an_image', 'The photograph’s header is damaged.'],
  [/not supported|unsupported/i, 'unsupported', 'The photograph is of a kind that is not supported.'],
];

/**
 * Translates what sharp throws while decoding bytes that are in memory: nearly all of it is the photograph's fault. Lack of
 * memory or time may pass and is given back as it is.
 */
export function decodeError(error: unknown): Error {
  if (!(error instanceof Error)) return new Error('Decoding failed.', { cause: error });
  if (/out of memory|alloc|timeout/i.test(error.message)) return error;
  const found = error.message.split('\n')[0];
  for (const [pattern, reason, sentence] of reasons) {
    if (pattern.test(error.message))
      return new UnreadablePhotoError(reason, `${sentence} (${found})`, { cause: error });
  }
  return new UnreadablePhotoError('truncated', `The photograph is incomplete or damaged. (${found})`, { cause: error });
}
