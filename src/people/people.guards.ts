/** Middleware that tells who is asking and refuses those who may not. */
import type { Request, RequestHandler } from 'express';
import { AppError } from '../platform/errors.ts';
import { readCookie } from '../platform/http/credentials.ts';
import { permissionsOf } from './people.rules.ts';
import type { Permission } from './people.schemas.ts';
import type { PeopleService, Person } from './people.service.ts';

export const sessionCookie = 'greensleeve_session';

const signedIn = new WeakMap<Request, Person>();

/** The person asking, as established by a guard before. */
export function personOf(request: Request): Person {
  const person = signedIn.get(request);
  if (!person) throw new Error('personOf used on a route without a guard');
  return person;
}

export interface Guards {
  /** Passes those signed in. */
  person: RequestHandler;
  /** Passes those whose role has the permission. */
  permission(permission: Permission): RequestHandler;
}

export function createGuards(people: Pick<PeopleService, 'findBySession'>): Guards {
  const establish = (request: Request): Person => {
    const token = readCookie(request, sessionCookie);
    const person = token ? people.findBySession(token) : null;
    if (!person) throw new AppError('not_signed_in', 'Please sign in.');
    signedIn.set(request, person);
    return person;
  };
  return {
    person: (request, _response, next) => {
      establish(request);
      next();
    },
    permission: (permission) => (request, _response, next) => {
      const person = establish(request);
      if (!permissionsOf(person.role).includes(permission)) {
        throw new AppError('not_allowed', 'Your account is not allowed to do this.');
      }
      next();
    },
  };
}
