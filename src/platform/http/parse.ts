/** Checks what came in against a zod schema and names every fault by JSON pointer. */
import type { z } from 'zod';
import { AppError } from '../errors.ts';

const escapePointer = (part: PropertyKey): string => String(part).replaceAll('~', '~0').replaceAll('/', '~1');

/** Returns the parsed value; throws `invalid_request` with all faults. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => ({
    pointer: issue.path.length === 0 ? '' : `/${issue.path.map(escapePointer).join('/')}`,
    detail: issue.message,
  }));
  const summary = faults.map((fault) => `${fault.pointer || 'the request'}: ${fault.detail}`).join('; ');
  throw new AppError('invalid_request', `Please correct: ${summary}.`, { faults });
}
