/** Middleware that tells who is asking and refuses those who may not. */
import type { Request, RequestHandler } from 'express';
import { AppError } from '../platform/errors.ts';
import { readCookie } from '../platform/http/credentials.ts';
import { createEndpoints, type Done, type EndpointsBuilder } from '../platform/http/endpoints.ts';
import { permissionsOf } from './people.rules.ts';
import type { Permission } from './people.schemas.ts';
import type { PeopleService, Person } from './people.service.ts';

export const sessionCookie = 'greensleeve_session';

/** Who may call an address; `camera`: who holds a camera's key. */
type Access = 'anyone' | 'camera' | 'signed_in' | Permission;
/** Declares addresses for people. */
export type Api = EndpointsBuilder<Access, Person>;

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
  /** Begins the declaration of a feature's addresses. */
  api(): Api;
}

/** Makes known who is asking at an address that lets in anyone, such as that of signing in. */
export function recognise(request: Request, person: Person): void {
  signedIn.set(request, person);
}

/** Passes somebody who is limited to no estates: what they do holds for all. Throws `not_allowed`. */
export function requireAllEstates({ estates }: Pick<Person, 'estates'>): void {
  if (estates !== null) throw new AppError('not_allowed', 'This is for administrators of all estates.');
}

export function createGuards(
  people: Pick<PeopleService, 'findBySession'>,
  /** Keeps who did what; null: nobody was signed in. */
  record: (done: Done, personId: number | null) => void,
): Guards {
  const establish = (request: Request): Person => {
    const token = readCookie(request, sessionCookie);
    const person = token ? people.findBySession(token) : null;
    if (!person) throw new AppError('not_signed_in', 'Please sign in.');
    signedIn.set(request, person);
    return person;
  };
  const person: RequestHandler = (request, _response, next) => {
    establish(request);
    next();
  };
  const permission =
    (asked: Permission): RequestHandler =>
    (request, _response, next) => {
      if (!permissionsOf(establish(request).role).includes(asked)) {
        throw new AppError('not_allowed', 'Your account is not allowed to do this.');
      }
      next();
    };
  const guard = (access: Access): RequestHandler => {
    if (access === 'anyone') return (_request, _response, next) => next();
    if (access === 'camera') throw new Error('cameras have a guard of their own');
    return access === 'signed_in' ? person : permission(access);
  };
  const onAction = (done: Done): boolean => {
    const personId = signedIn.get(done.request)?.id ?? null;
    // Who signs in is known only at the end.
    if (personId === null && !done.isLast) return false;
    record(done, personId);
    return true;
  };
  return { person, permission, api: () => createEndpoints<Access, Person>({ guard, callerOf: personOf, onAction }) };
}
