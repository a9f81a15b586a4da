/** Who is told of what. */
import { maySeeEstate, permissionsOf } from '../people/people.rules.ts';
import type { Permission, Role } from '../people/people.schemas.ts';
import type { LiveEvent } from './live.schemas.ts';

/** An event and the estate it happened in. */
export interface LocatedEvent {
  event: LiveEvent;
  /** Null: the whole community. */
  estateId: number | null;
}

const permissionFor: Record<LiveEvent['kind'], Permission> = {
  queue: 'review',
  judged: 'review',
  undone: 'review',
  signatures: 'sign',
  photos: 'see_counts',
  counts: 'see_counts',
  months: 'see_counts',
};

/** Whether a person may be told. */
export function mayBeTold(
  person: { role: Role; estates: number[] | null },
  { event, estateId }: LocatedEvent,
): boolean {
  const isNear = estateId === null || maySeeEstate(person.estates, estateId);
  return isNear && permissionsOf(person.role).includes(permissionFor[event.kind]);
}
