/** The browser's EventSource as live-events.ts takes it; reconnecting is not left to the browser, which knows no pauses. */
import type { LiveSource, LiveSourceHandlers } from './live-events.ts';

export function openLiveSource(path: string, handlers: LiveSourceHandlers): LiveSource {
  const source = new EventSource(path);
  source.addEventListener('message', ({ data, lastEventId }) => handlers.onEvent(data, lastEventId));
  source.addEventListener('hello', ({ lastEventId }) => handlers.onHello(lastEventId));
  source.addEventListener('resync', handlers.onResync);
  source.addEventListener('ended', handlers.onEnded);
  source.addEventListener('error', handlers.onFailure);
  return source;
}
