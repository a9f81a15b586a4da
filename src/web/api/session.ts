/** Who is signed in: the session as a query, and signing in and out. */
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Permission, SessionView } from '../../people/people.schemas.ts';
import { isSignedOut, request } from './client.ts';

const sessionKey = ['session'];

async function readSession(): Promise<SessionView | null> {
  try {
    return await request<SessionView>('GET', '/session');
  } catch (error) {
    if (isSignedOut(error)) return null;
    throw error;
  }
}

/** The session; `data` is null when nobody is signed in. */
export function useSession() {
  return useQuery({ queryKey: sessionKey, queryFn: readSession, staleTime: 5 * 60_000, refetchOnWindowFocus: true });
}

/** Tells the interface that the service no longer knows the session, so that it asks to sign in. */
export function forgetSession(queries: QueryClient): void {
  queries.setQueryData(sessionKey, null);
}

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (login: { username: string; password: string }) => request<SessionView>('POST', '/session', login),
    onSuccess: (session) => queries.setQueryData(sessionKey, session),
  });
}

export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => request<void>('DELETE', '/session'),
    onSuccess: () => {
      // Not the session's own query: the frame of the interface listens to that one.
      queries.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });
      forgetSession(queries);
    },
  });
}

export function may(session: SessionView, permission: Permission): boolean {
  return session.permissions.includes(permission);
}
