/** Who is signed in: the session as a query, and signing in and out. */
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Permission, SessionView } from '../../people/people.schemas.ts';
import { isPassing, isSignedOut, request } from './client.ts';
import { keepSession, keptSession } from './kept-session.ts';

const sessionKey = ['session'];

async function readSession(): Promise<SessionView | null> {
  try {
    const session = await request<SessionView>('GET', '/session');
    keepSession(session);
    return session;
  } catch (error) {
    if (isSignedOut(error)) {
      keepSession(null);
      return null;
    }
    // Without network a phone goes on as who was signed in last; every request still asks the service.
    const kept = isPassing(error) ? keptSession() : undefined;
    if (kept) return kept;
    throw error;
  }
}

/** The session; `data` is null when nobody is signed in. Begins with the one kept, so that a slow network delays nothing. */
export function useSession() {
  return useQuery({
    queryKey: sessionKey,
    queryFn: readSession,
    initialData: keptSession,
    initialDataUpdatedAt: 0,
    staleTime: 5 * 60_000,
    refetchOnWindowFocus: true,
    refetchOnReconnect: true,
  });
}

/** Tells the interface that the service no longer knows the session, so that it asks to sign in. */
export function forgetSession(queries: QueryClient): void {
  keepSession(null);
  queries.setQueryData(sessionKey, null);
}

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (login: { username: string; password: string }) => request<SessionView>('POST', '/session', login),
    onSuccess: (session) => {
      keepSession(session);
      queries.setQueryData(sessionKey, session);
    },
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
