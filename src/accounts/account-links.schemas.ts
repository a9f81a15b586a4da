/** Links that work once: invitations, and resets of a password. */
import { z } from 'zod';
import { newPersonSchema, roles } from '../people/people.schemas.ts';

const time = z.iso.datetime();
const token = z.string().regex(/^[\w-]{43}$/, 'is not the secret of a link');

/** Days that an invitation may wait. */
export const longestInvitationDays = 30;

/** Path of /invitations/:id. */
export const invitationIdSchema = z.object({ id: z.coerce.number().int().positive() });

/** Body of POST /invitations. `estates` empty or left out: all estates. */
export const newInvitationSchema = z.strictObject({
  role: z.enum(roles),
  estates: newPersonSchema.shape.estates,
  /** Whom it is for, in the words of who invites. */
  note: z.string().trim().max(64).default(''),
  days: z.int().min(1).max(longestInvitationDays).default(7),
});

/** Answer of POST /invitations and POST /people/:id/reset; the secret is in it this once. */
export const issuedLinkSchema = z.object({
  id: z.int(),
  token: z.string(),
  expiresAt: time,
});

/** Answer of GET /invitations, the latest first. */
export const invitationListSchema = z.object({
  items: z.array(
    z.object({
      id: z.int(),
      role: z.enum(roles),
      /** Null: all estates. */
      estates: z.array(z.object({ id: z.int(), name: z.string() })).nullable(),
      note: z.string(),
      by: z.string(),
      createdAt: time,
      expiresAt: time,
      state: z.enum(['open', 'used', 'revoked', 'expired']),
      /** Who came of it. */
      person: z.object({ id: z.int(), name: z.string(), username: z.string() }).nullable(),
    }),
  ),
});

/** Body of POST /account-links/look: the secret stands in no address, so that no log of addresses has it. */
export const linkLookSchema = z.strictObject({ token });

/** Answer of it. */
export const linkFoundSchema = z.object({
  kind: z.enum(['invitation', 'reset']),
  community: z.string(),
  expiresAt: time,
  /** Invitation: the role of the account to be. */
  role: z.enum(roles).nullable(),
  /** Reset: whose password. */
  username: z.string().nullable(),
});

/** Body of POST /account-links/use; a reset takes the password alone. */
export const linkUseSchema = z.strictObject({
  token,
  username: newPersonSchema.shape.username.optional(),
  name: newPersonSchema.shape.name.optional(),
  password: newPersonSchema.shape.password,
});

export type NewInvitation = z.infer<typeof newInvitationSchema>;
export type IssuedLink = z.infer<typeof issuedLinkSchema>;
export type InvitationList = z.infer<typeof invitationListSchema>;
export type InvitationView = InvitationList['items'][number];
export type LinkFound = z.infer<typeof linkFoundSchema>;
export type LinkUse = z.infer<typeof linkUseSchema>;
