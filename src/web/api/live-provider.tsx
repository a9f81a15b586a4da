/** Live events for the pages: queries that name what they depend on are asked again, and others may listen themselves. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { createLiveEvents, type LiveChange, type LiveEvents, type LiveKind } from './live-events.ts';
import { openLiveSource } from './live-source.ts';

declare module '@tanstack/react-query' {
  interface Register {
    /** `live`: kinds of events after which the query is asked again. */
    queryMeta: { live?: readonly LiveKind[] };
  }
}

/** Events come in bursts; a page asks once for all of a burst. */
const gatherMs = 400;
/** And not again before so long. */
const restMs = 2_000;

const after = (ms: number, then: () => void): (() => void) => {
  const timer = window.setTimeout(then, ms);
  return () => window.clearTimeout(timer);
};

/** Asks again for the queries in whose `meta.live` one of the kinds stands. */
function createInvalidation(queries: QueryClient): { add(kind: LiveKind): void; stop(): void } {
  const kinds = new Set<LiveKind>();
  let callOff: (() => void) | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;
  const ask = (): void => {
    callOff = null;
    askedAt = performance.now();
    const asked = new Set(kinds);
    kinds.clear();
    void queries.invalidateQueries({
      predicate: ({ meta }) =>
        meta?.live !== undefined && (asked.has('anything') || meta.live.some((kind) => asked.has(kind))),
    });
  };
  return {
    add(kind) {
      kinds.add(kind);
      callOff ??= after(Math.max(gatherMs, askedAt + restMs - performance.now()), ask);
    },
    stop: () => callOff?.(),
  };
}

const LiveContext = createContext<LiveEvents | null>(null);

/** One stream for the page, while it is seen. Leave it out and nothing listens; put it around what is signed in. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [live] = useState(() =>
    createLiveEvents({
      open: openLiveSource,
      after,
      random: Math.random,
      onEnded: () => void queries.invalidateQueries({ queryKey: ['session'] }),
    }),
  );
  useEffect(() => {
    const invalidation = createInvalidation(queries);
    const end = live.subscribe(({ kind }) => invalidation.add(kind));
    const look = () => (document.visibilityState === 'visible' ? live.start() : live.stop());
    look();
    document.addEventListener('visibilitychange', look);
    window.addEventListener('pagehide', live.stop);
    window.addEventListener('pageshow', look);
    return () => {
      end();
      invalidation.stop();
      live.stop();
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('pagehide', live.stop);
      window.removeEventListener('pageshow', look);
    };
  }, [live, queries]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

/** Calls `listener` at every change. */
export function useLiveChanges(listener: (change: LiveChange) => void): void {
  const live = useContext(LiveContext);
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => live?.subscribe((change) => latest.current(change)), [live]);
}
