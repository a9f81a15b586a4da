/** The places a person may report of: from the service, else as the phone kept them. */
import { useQuery } from '@tanstack/react-query';
import type { ReportPlaces } from '../../stickers/stickers.schemas.ts';
import { request } from '../api/client.ts';
import { placesStore } from './report-store.ts';

export type ReportStation = ReportPlaces['stations'][number];

/** What a sticker's code stands for. */
export type CodeMeaning =
  | { kind: 'place'; stationId: number; binId: number | null }
  | { kind: 'retired' }
  /** `isSure`: the service was asked just now. */
  | { kind: 'unknown'; isSure: boolean };

/** `isFresh`: from the service, not from the phone. */
export function useReportPlaces(personId: number): {
  places: ReportPlaces | undefined;
  isFresh: boolean;
  error: unknown;
  isPending: boolean;
} {
  const kept = useQuery({
    queryKey: ['kept-places', personId],
    queryFn: async () => (await placesStore.get(personId)) ?? null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const fresh = useQuery({
    queryKey: ['report-places', personId],
    queryFn: async () => {
      const places = await request<ReportPlaces>('GET', '/report-places');
      await placesStore.put(personId, places);
      return places;
    },
    staleTime: 5 * 60_000,
  });
  const places = fresh.data ?? kept.data ?? undefined;
  return {
    places,
    isFresh: fresh.data !== undefined,
    error: places ? null : fresh.error,
    isPending: !places && (fresh.isPending || kept.isPending),
  };
}

export function meaningOf(code: string, places: ReportPlaces, isFresh: boolean): CodeMeaning {
  const found = places.codes.find((one) => one.code === code.toUpperCase());
  if (!found) return { kind: 'unknown', isSure: isFresh };
  if (found.isRetired) return { kind: 'retired' };
  return { kind: 'place', stationId: found.stationId, binId: found.binId };
}

/** Such as “幸福苑 东门投放点 · 厨余垃圾桶”. */
export function placeName(station: ReportStation, where: string): string {
  return `${station.estate.name} ${station.name} · ${where}`;
}
