/** Hands the session to the pages, which only exist while somebody is signed in. */
import { createContext, type ReactNode, useContext } from 'react';
import type { SessionView } from '../../people/people.schemas.ts';

const SessionContext = createContext<SessionView | null>(null);

export function SessionProvider({ session, children }: { session: SessionView; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** Who is signed in, and their community. */
export function useSignedIn(): SessionView {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSignedIn outside of SessionProvider');
  return session;
}
