/** The one kind of error that is meant for the person or device at the other end; everything else thrown is a bug. */

export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'too_large'
  | 'unsupported'
  | 'unprocessable'
  | 'too_many'
  | 'unavailable'
  | 'storage_full';

/** A fault in one part of the input; `pointer` is a JSON pointer, such as /captured_at. */
export interface FieldFault {
  pointer: string;
  detail: string;
}

/** `code` is stable and for programs, `message` is one sentence for people and says what to do. */
export class AppError extends Error {
  override name = 'AppError';
  readonly code: string;
  readonly kind: ErrorKind;
  readonly faults: FieldFault[];
  readonly retryAfterS: number | null;

  constructor(
    code: string,
    kind: ErrorKind,
    message: string,
    more: { faults?: FieldFault[]; retryAfterS?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.code = code;
    this.kind = kind;
    this.faults = more.faults ?? [];
    this.retryAfterS = more.retryAfterS ?? null;
  }
}
