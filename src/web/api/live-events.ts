/** Listens to what changes at the service, comes back after a break, and falls back to asking now and then. Pure but for `deps`. */
import type { LiveEvent } from '../../live/live.schemas.ts';

/** `anything`: something was missed, or can't be listened to; whoever shows something asks again. */
export type LiveChange = LiveEvent | { kind: 'anything' };
export type LiveKind = LiveChange['kind'];

export interface LiveSource {
  close(): void;
}
export interface LiveSourceHandlers {
  /** An event of the service, with its id. */
  onEvent(data: string, id: string): void;
  /** The stream stands. */
  onHello(id: string): void;
  /** Events were missed and can't be told any more. */
  onResync(): void;
  /** The session has ended, or so the service says. */
  onEnded(): void;
  /** Could not be opened, or broke. */
  onFailure(): void;
}

export interface LiveDeps {
  open(path: string, handlers: LiveSourceHandlers): LiveSource;
  after(ms: number, then: () => void): () => void;
  /** 0 up to 1. */
  random(): number;
  /** The service says that the session has ended. */
  onEnded(): void;
}

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
/** Without a stream: pause between two questions. */
const pollMs = 15_000;

/** Longer each time, and never the same for all pages, so that they don't all come back at once. */
export function reconnectPauseMs(failures: number, random: number): number {
  return Math.min(longestPauseMs, firstPauseMs * 2 ** Math.max(0, failures - 1)) * (0.5 + random);
}

export type LiveEvents = ReturnType<typeof createLiveEvents>;

export function createLiveEvents(deps: LiveDeps) {
  const listeners = new Set<(change: LiveChange) => void>();
  let source: LiveSource | null = null;
  let lastId: string | null = null;
  let failures = 0;
  let isLive = false;
  let isStarted = false;
  let callOff: (() => void)[] = [];

  const tell = (change: LiveChange): void => {
    for (const listener of listeners) listener(change);
  };
  const hangUp = (): void => {
    source?.close();
    source = null;
    isLive = false;
    for (const one of callOff) one();
    callOff = [];
  };
  const poll = (): void => {
    callOff.push(
      deps.after(pollMs * (0.75 + deps.random() / 2), () => {
        tell({ kind: 'anything' });
        poll();
      }),
    );
  };
  const comeBack = (): void => {
    hangUp();
    if (!isStarted) return;
    failures += 1;
    callOff.push(deps.after(reconnectPauseMs(failures, deps.random()), connect));
    poll();
  };
  function connect(): void {
    source?.close();
    const path = `/api/v1/events${lastId === null ? '' : `?last=${encodeURIComponent(lastId)}`}`;
    source = deps.open(path, {
      onEvent(data, id) {
        lastId = id;
        tell(JSON.parse(data) as LiveEvent);
      },
      onHello(id) {
        const wasAway = failures > 0 && lastId === null;
        lastId = id;
        failures = 0;
        isLive = true;
        for (const one of callOff) one();
        callOff = [];
        if (wasAway) tell({ kind: 'anything' });
      },
      onResync: () => tell({ kind: 'anything' }),
      onEnded() {
        comeBack();
        deps.onEnded();
      },
      onFailure: comeBack,
    });
  }

  return {
    /** Listens from now on; what was missed since `stop` is made up for. */
    start(): void {
      if (isStarted) return;
      isStarted = true;
      connect();
    },
    /** A page that nobody sees keeps no connection: browsers allow six to a service. */
    stop(): void {
      isStarted = false;
      hangUp();
    },
    /** Tells `listener` of every change; returns how to end that. */
    subscribe(listener: (change: LiveChange) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isLive: (): boolean => isLive,
  };
}
