/** The log of who did what when, as people search it. */
import { z } from 'zod';

const word = z.string().min(1).max(64);
const inBothLanguages = z.object({ en: z.string(), 'zh-CN': z.string() });

const filter = {
  person: z.coerce.number().int().positive().optional(),
  action: word.optional(),
  object: word.optional(),
  objectId: word.optional(),
  /** Days of the community, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
};

/** Query of GET /audit-log. */
export const auditQuerySchema = z.strictObject({
  ...filter,
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** Query of GET /audit-log.csv. */
export const auditExportSchema = z.strictObject({ ...filter, language: z.enum(['zh-CN', 'en']).default('zh-CN') });

const entrySchema = z.object({
  id: z.int(),
  at: z.iso.datetime(),
  /** Null: nobody was signed in. */
  person: z.object({ id: z.int(), name: z.string(), username: z.string() }).nullable(),
  action: z.string(),
  object: z.string(),
  objectId: z.string().nullable(),
  details: z.record(z.string(), z.unknown()).nullable(),
});

/** Answer of GET /audit-log, the latest first. */
export const auditListSchema = z.object({
  items: z.array(entrySchema),
  /** For `before`; null: that was all. */
  next: z.int().nullable(),
});

const named = z.object({ id: z.string(), names: inBothLanguages });

/** Answer of GET /audit-log/choices. */
export const auditChoicesSchema = z.object({
  people: z.array(z.object({ id: z.int(), name: z.string(), username: z.string() })),
  actions: z.array(named),
  objects: z.array(named),
});

export type AuditEntryView = z.infer<typeof entrySchema>;
export type AuditList = z.infer<typeof auditListSchema>;
export type AuditChoices = z.infer<typeof auditChoicesSchema>;
export type AuditFilter = Omit<z.infer<typeof auditExportSchema>, 'language'>;
