/** The one kind of error that is meant for the person or device at the other end; everything else thrown is a bug. */
import { type ProblemCode, type ProblemKind, problemCodes } from './problem-codes.ts';

/** A fault in one part of the input; `pointer` is a JSON pointer, such as /captured_at. */
export interface FieldFault {
  pointer: string;
  detail: string;
}

/** `code` is stable and for programs, `message` is one sentence for people and says what to do. */
export class AppError extends Error {
  override name = 'AppError';
  readonly code: ProblemCode;
  readonly kind: ProblemKind;
  readonly faults: FieldFault[];
  readonly retryAfterS: number | null;

  constructor(
    code: ProblemCode,
    message: string,
    more: { faults?: FieldFault[]; retryAfterS?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.code = code;
    this.kind = problemCodes[code].kind;
    this.faults = more.faults ?? [];
    this.retryAfterS = more.retryAfterS ?? null;
  }
}
