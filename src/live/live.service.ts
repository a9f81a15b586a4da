/** Tells the listeners what has changed. Features publish; the streams send. */
import type { FindingChange } from '../findings/findings.service.ts';
import { createEventStreams, type EventStreamsOptions } from '../platform/http/event-streams.ts';
import type { LocatedEvent } from './live.rules.ts';
import type { LiveEvent } from './live.schemas.ts';

export type LiveService = ReturnType<typeof createLiveService>;

export function createLiveService(deps: {
  /** Null: no such station. */
  estateOf: (stationId: number) => number | null;
  options?: EventStreamsOptions;
}) {
  const streams = createEventStreams<LocatedEvent>(({ event }) => event, deps.options);
  const publishAt = (stationId: number, event: LiveEvent): void => {
    const estateId = deps.estateOf(stationId);
    if (estateId !== null) streams.publish({ event, estateId });
  };
  return {
    /** May be called inside a transaction. */
    findingChanged({ kind, findingId, stationId }: FindingChange): void {
      if (kind === 'judged' || kind === 'undone') {
        publishAt(stationId, { kind, findingId, stationId });
        publishAt(stationId, { kind: 'counts', stationId });
      }
      publishAt(stationId, { kind: 'queue' });
    },
    signaturesChanged: (stationId: number): void => publishAt(stationId, { kind: 'signatures' }),
    /** What waits to be judged at a station is other than before. */
    queueChanged: (stationId: number): void => publishAt(stationId, { kind: 'queue' }),
    monthsChanged: (): void => streams.publish({ event: { kind: 'months' }, estateId: null }),
    photosChanged: (stationId: number): void => publishAt(stationId, { kind: 'photos', stationId }),
    open: streams.open,
    recheck: streams.recheck,
    count: streams.count,
    /** Ends all streams, so that the service can stop; opens no more. */
    close: streams.close,
  };
}
