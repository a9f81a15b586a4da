/** One review desk per person for as long as the page lives: verdicts go on being sent on whichever page one is. */
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { useLiveChanges } from '../api/live-provider.tsx';
import { forgetSession } from '../api/session.ts';
import { KeyProvider } from './key-context.tsx';
import { createPostingStore } from './posting-store.ts';
import { reviewApi } from './review.api.ts';
import { createReviewDesk, type ReviewDesk } from './review-desk.ts';

const desks = new Map<number, ReviewDesk>();
const DeskContext = createContext<ReviewDesk | null>(null);

/** Verdicts not sent yet, of whoever was signed in on this page. */
export function unsentOfAll(): number {
  let unsent = 0;
  for (const desk of desks.values()) unsent += desk.view().unsent;
  return unsent;
}

function tabStorage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch (error) {
    // Shut off in the browser's settings.
    if (error instanceof DOMException) return null;
    throw error;
  }
}

function deskOf(personId: number, onSignedOut: () => void): ReviewDesk {
  const known = desks.get(personId);
  if (known) return known;
  const desk = createReviewDesk({
    api: reviewApi,
    personId,
    store: createPostingStore(tabStorage(), personId),
    nowMs: () => Date.now(),
    after(ms, then) {
      const timer = window.setTimeout(then, ms);
      return () => window.clearTimeout(timer);
    },
    onSignedOut,
  });
  desks.set(personId, desk);
  return desk;
}

window.addEventListener('beforeunload', (event) => {
  if (unsentOfAll() > 0) event.preventDefault();
});

export function DeskProvider({ personId, children }: { personId: number; children: ReactNode }) {
  const queries = useQueryClient();
  const [signedOut] = useState(() => () => forgetSession(queries));
  const desk = deskOf(personId, signedOut);
  useEffect(() => {
    desk.start();
    const wake = () => {
      if (document.visibilityState === 'visible') desk.wake();
    };
    window.addEventListener('online', wake);
    document.addEventListener('visibilitychange', wake);
    return () => {
      desk.stop();
      window.removeEventListener('online', wake);
      document.removeEventListener('visibilitychange', wake);
    };
  }, [desk]);
  useLiveChanges(({ kind }) => {
    if (kind !== 'photos' && kind !== 'counts') desk.news();
  });
  return (
    <DeskContext value={desk}>
      <KeyProvider key={personId} personId={personId}>
        {children}
      </KeyProvider>
    </DeskContext>
  );
}

export function useDesk(): ReviewDesk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('useDesk outside of DeskProvider');
  return desk;
}

/** What lies on the desk now. */
export function useDeskView(desk: ReviewDesk) {
  return useSyncExternalStore(desk.subscribe, desk.view);
}
