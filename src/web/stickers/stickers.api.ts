/** Stations to print stickers for, and the stickers. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReportPlaces, StickerList } from '../../stickers/stickers.schemas.ts';
import { request } from '../api/client.ts';

export type Station = ReportPlaces['stations'][number];

export function useStations() {
  return useQuery({ queryKey: ['sticker-places'], queryFn: () => request<ReportPlaces>('GET', '/report-places') });
}

/** Codes are made where there are none yet; asking again gives the same. */
export function useStickers(stationIds: readonly number[]) {
  return useQuery({
    queryKey: ['stickers', stationIds],
    queryFn: () => request<StickerList>('POST', '/stickers', { stationIds }),
    enabled: stationIds.length > 0,
    placeholderData: keepPreviousData,
  });
}

export function useRetire() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (code: string) => request<void>('POST', `/stickers/${code}/retire`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['stickers'] }),
  });
}
