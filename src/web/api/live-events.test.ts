import { describe, expect, it } from 'vitest';
import { createLiveEvents, type LiveChange, type LiveSourceHandlers, reconnectPauseMs } from './live-events.ts';

/** A stream whose other side the test plays, and a clock that it moves. */
function bench() {
  const sources: { path: string; handlers: LiveSourceHandlers; isClosed: boolean }[] = [];
  const heard: LiveChange[] = [];
  let timers: { at: number; then: () => void }[] = [];
  let now = 0;
  let ended = 0;
  const live = createLiveEvents({
    open(path, handlers) {
      const source = { path, handlers, isClosed: false };
      sources.push(source);
      return {
        close() {
          source.isClosed = true;
        },
      };
    },
    after(ms, then) {
      const timer = { at: now + ms, then };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    random: () => 0.5,
    onEnded: () => {
      ended += 1;
    },
  });
  live.subscribe((change) => heard.push(change));
  return {
    live,
    sources,
    heard,
    ended: () => ended,
    latest: () => sources.at(-1)?.handlers as LiveSourceHandlers,
    pass(ms: number) {
      const until = now + ms;
      for (;;) {
        const next = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        now = next.at;
        timers = timers.filter((one) => one !== next);
        next.then();
      }
      now = until;
    },
    timers: () => timers.length,
  };
}

describe('listening', () => {
  it('tells of every event, and neither polls nor reconnects while the stream stands', () => {
    const { live, latest, heard, pass, sources } = bench();
    live.start();
    latest().onHello('a-0');
    latest().onEvent('{"kind":"queue"}', 'a-1');
    pass(600_000);
    expect(heard).toEqual([{ kind: 'queue' }]);
    expect(sources).toHaveLength(1);
    expect(live.isLive()).toBe(true);
  });

  it('comes back with the last id after a break, later each time, and asks now and then meanwhile', () => {
    const { live, latest, heard, pass, sources } = bench();
    live.start();
    latest().onHello('a-0');
    latest().onEvent('{"kind":"queue"}', 'a-1');
    latest().onFailure();
    expect(sources[0]?.isClosed).toBe(true);
    pass(999);
    expect(sources).toHaveLength(1);
    pass(1);
    expect(sources.map(({ path }) => path)).toEqual(['/api/v1/events', '/api/v1/events?last=a-1']);
    for (let tries = 0; tries < 5; tries += 1) {
      latest().onFailure();
      pass(16_000);
    }
    expect(heard.filter(({ kind }) => kind === 'anything').length).toBeGreaterThan(2);
    const polled = heard.length;
    latest().onHello('a-7');
    pass(600_000);
    expect(heard).toHaveLength(polled);
  });

  it('says that anything may have changed when the service can’t tell what was missed', () => {
    const { live, latest, heard } = bench();
    live.start();
    latest().onHello('a-0');
    latest().onResync();
    expect(heard).toEqual([{ kind: 'anything' }]);
  });

  it('keeps no connection while nobody sees the page, and makes up for it afterwards', () => {
    const { live, latest, sources, timers, pass } = bench();
    live.start();
    latest().onHello('a-4');
    live.stop();
    expect(sources[0]?.isClosed).toBe(true);
    expect(timers()).toBe(0);
    pass(600_000);
    live.start();
    expect(sources.at(-1)?.path).toBe('/api/v1/events?last=a-4');
  });

  it('has the session looked at when the service ends the stream', () => {
    const { live, latest, ended, timers } = bench();
    live.start();
    latest().onHello('a-0');
    latest().onEnded();
    expect(ended()).toBe(1);
    live.stop();
    expect(timers()).toBe(0);
  });

  it('pauses longer each time, up to a minute and a half, never the same for all', () => {
    expect([1, 2, 3, 10].map((failures) => reconnectPauseMs(failures, 0.5))).toEqual([1_000, 2_000, 4_000, 60_000]);
    expect(reconnectPauseMs(1, 0)).toBe(500);
    expect(reconnectPauseMs(99, 0.999)).toBeLessThan(90_000);
  });
});
