/** Which role may do what. */
import type { Permission, Role } from './people.schemas.ts';

const granted: Record<Role, readonly Permission[]> = {
  volunteer: ['report'],
  bin_chief: ['report'],
  member: ['report'],
  branch: ['see_counts', 'report', 'sign', 'notify', 'decide', 'see_points', 'organise'],
  reviewer: ['review', 'see_counts', 'report', 'notify'],
  secretary: [
    'review',
    'see_counts',
    'report',
    'see_queue',
    'see_agreement',
    'sign',
    'notify',
    'decide',
    'close_months',
    'see_audit_log',
    'lift_hiding',
    'see_points',
    'set_rules',
    'publish',
    'organise',
  ],
  administrator: [
    'review',
    'see_counts',
    'administer',
    'report',
    'see_queue',
    'see_agreement',
    'decide',
    'see_audit_log',
    'lift_hiding',
    'see_points',
    'set_rules',
    'organise',
  ],
  viewer: ['see_counts'],
};

/** Permissions of a role. */
export function permissionsOf(role: Role): Permission[] {
  return [...granted[role]];
}

type Estates = readonly number[] | null;

/** Whether somebody limited to `own` estates (null: to none) may see to an account, or make one, that is limited to `other`. */
export function coversEstates(own: Estates, other: Estates): boolean {
  return own === null || (other?.every((id) => own.includes(id)) ?? false);
}

/** Whether somebody limited to `estates` (null: not limited) may see something of an estate. */
export function maySeeEstate(estates: Estates, estateId: number): boolean {
  return estates === null || estates.includes(estateId);
}
