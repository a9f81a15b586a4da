/** Imports from spreadsheets as the API takes and shows them. */
import { z } from 'zod';

export const importKinds = ['households', 'stations', 'people', 'fields', 'participation'] as const;
const faultCodes = [
  'missing',
  'too_long',
  'formula',
  'duplicate',
  'unknown_estate',
  'unknown_home',
  'unknown_person',
  'unknown_category',
  'unknown_role',
  'bad_hours',
  'bad_day',
  'future_day',
  'bad_count',
  'bad_username',
  'administrator',
  'refused',
] as const;

/** Path of the addresses of a kind. */
export const importKindSchema = z.object({ kind: z.enum(importKinds) });
/** Query of POST /imports/{kind}: the body is the file itself. */
export const importQuerySchema = z.object({ fileName: z.string().trim().min(1).max(200) });
export const importIdSchema = z.object({ id: z.uuid() });

const countsSchema = z.object({ added: z.int(), changed: z.int(), unchanged: z.int() });
const faultSchema = z.object({
  /** As the spreadsheet numbers its rows. */
  row: z.int(),
  /** Name of the column as the file has it; empty: the row as a whole. */
  column: z.string(),
  value: z.string(),
  code: z.enum(faultCodes),
  /** In English, where there is more to say. */
  detail: z.string(),
});
/** Answer of POST /imports/{kind}: nothing is changed yet. */
export const importTrialSchema = countsSchema.extend({
  id: z.uuid(),
  rows: z.int(),
  faults: z.array(faultSchema),
  /** Columns of the file that mean nothing here. */
  ignored: z.array(z.string()),
});
/** Answer of POST /imports/{id}/commit. */
export const importOutcomeSchema = countsSchema;

export type ImportKind = (typeof importKinds)[number];
export type FaultCode = (typeof faultCodes)[number];
export type ImportFault = z.infer<typeof faultSchema>;
export type ImportTrial = z.infer<typeof importTrialSchema>;
export type ImportOutcome = z.infer<typeof importOutcomeSchema>;
