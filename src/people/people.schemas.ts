/** Accounts and sessions as the API shows them. */
import { z } from 'zod';
import { categories } from '../inference/categories.ts';

export const roles = [
  'volunteer',
  'bin_chief',
  'member',
  'branch',
  'reviewer',
  'secretary',
  'administrator',
  'viewer',
] as const;
const permissions = [
  'review',
  'see_counts',
  'administer',
  'report',
  'see_queue',
  'see_agreement',
  'sign',
  'notify',
  'decide',
  'see_points',
  'set_rules',
  'publish',
  'organise',
  'close_months',
  'see_audit_log',
  'lift_hiding',
] as const;

/** Body of POST /session. */
export const signInSchema = z.strictObject({
  username: z.string().trim().min(1).max(64),
  password: z.string().min(1).max(200),
});

/** Body of POST /people. `estates` empty or left out: all estates. */
export const newPersonSchema = z.strictObject({
  username: z
    .string()
    .trim()
    .regex(/^[a-z0-9._-]{2,64}$/, 'may hold a-z, 0-9, dot, dash and underscore'),
  name: z.string().trim().min(1).max(64),
  role: z.enum(roles),
  password: z.string().min(10, 'must have at least 10 characters').max(200),
  estates: z.array(z.int().positive()).max(100).default([]),
});

const personSchema = z.object({
  id: z.int(),
  username: z.string(),
  name: z.string(),
  role: z.enum(roles),
  /** Null: all estates. */
  estates: z.array(z.int()).nullable(),
});

/** Answer of GET and POST /session. */
export const sessionSchema = z.object({
  person: personSchema,
  permissions: z.array(z.enum(permissions)),
  community: z.object({
    name: z.string(),
    timeZone: z.string(),
    categories: z.array(
      z.object({ id: z.enum(categories), names: z.record(z.string(), z.string()), colour: z.string() }),
    ),
  }),
});

/** Query of GET /people: name, username or initials in pinyin; role. */
export const peopleQuerySchema = z.object({
  search: z.string().trim().max(64).default(''),
  role: z.enum(roles).optional(),
});
/** Answer of GET /people. */
export const peopleListSchema = z.object({ items: z.array(personSchema) });
/** Answer of POST /people. */
export const addedPersonSchema = z.object({ id: z.int() });

export type Role = (typeof roles)[number];
export type Permission = (typeof permissions)[number];
export type PeopleQuery = z.infer<typeof peopleQuerySchema>;
export type NewPerson = z.infer<typeof newPersonSchema>;
export type PersonView = z.infer<typeof personSchema>;
export type SessionView = z.infer<typeof sessionSchema>;
