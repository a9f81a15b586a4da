/** One's own sessions and password, and what an administrator sees and does about an account. */
import { z } from 'zod';
import { newPersonSchema, roles } from '../people/people.schemas.ts';

const time = z.iso.datetime();

/** Path of /sessions/:id. */
export const sessionIdSchema = z.object({ id: z.string().regex(/^[0-9a-f]{16}$/, 'must be the id of a session') });
/** Path of /people/:id/… */
export const personIdSchema = z.object({ id: z.coerce.number().int().positive() });

const session = z.object({
  id: z.string(),
  signedInAt: time,
  /** To within five minutes; null: not since it began to be kept. */
  lastUsedAt: time.nullable(),
  expiresAt: time,
  /** What the browser calls itself. */
  agent: z.string().nullable(),
});

/** Answer of GET /sessions, the one that asks first. */
export const ownSessionsSchema = z.object({ items: z.array(session.extend({ isThis: z.boolean() })) });

/** Body of PUT /session/password. */
export const passwordChangeSchema = z.strictObject({
  current: z.string().min(1).max(200),
  password: newPersonSchema.shape.password,
});

/** Answers of DELETE /sessions and DELETE /people/:id/sessions: how many ended. */
export const endedSessionsSchema = z.object({ ended: z.int() });

/** Body of PATCH /people/:id. `estates` empty: all estates; `branchId`, `householdId` null: none. */
export const personChangeSchema = z
  .strictObject({
    name: newPersonSchema.shape.name,
    role: z.enum(roles),
    estates: newPersonSchema.shape.estates.unwrap(),
    branchId: z.int().positive().nullable(),
    householdId: z.int().positive().nullable(),
  })
  .partial();

/** Answer of GET /people/:id/account. */
export const accountSchema = z.object({
  id: z.int(),
  username: z.string(),
  name: z.string(),
  role: z.enum(roles),
  estates: z.array(z.object({ id: z.int(), name: z.string() })).nullable(),
  branch: z.object({ id: z.int(), name: z.string() }).nullable(),
  /** Their own home: what concerns it never comes to them for review. */
  household: z.object({ id: z.int(), address: z.string() }).nullable(),
  createdAt: time,
  deactivatedAt: time.nullable(),
  /** Whether it is the account of who asks. */
  isOwn: z.boolean(),
  sessions: z.array(session.omit({ id: true })),
  /** A link for another password that waits to be used. */
  reset: z.object({ expiresAt: time, by: z.string() }).nullable(),
});

export type OwnSessions = z.infer<typeof ownSessionsSchema>;
export type PersonChange = z.infer<typeof personChangeSchema>;
export type Account = z.infer<typeof accountSchema>;
export type EndedSessions = z.infer<typeof endedSessionsSchema>;
