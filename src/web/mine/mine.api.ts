/** What somebody reported, and the stations they look after. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReportList, StationCare, StationEventList } from '../../volunteer-reports/volunteer-reports.schemas.ts';
import { request } from '../api/client.ts';

/** What became of a report is worth knowing soon, not at once. */
const refreshMs = 30_000;

export function useMyReports() {
  return useInfiniteQuery({
    queryKey: ['my-reports'],
    queryFn: ({ pageParam }) =>
      request<ReportList>('GET', `/reports/mine${pageParam === null ? '' : `?before=${pageParam}`}`),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: refreshMs,
  });
}

export function useStationCare() {
  return useQuery({
    queryKey: ['station-care'],
    queryFn: () => request<StationCare>('GET', '/station-care'),
    refetchInterval: refreshMs,
  });
}

export type EventState = 'open' | 'done';

export function useStationEvents(state: EventState) {
  return useQuery({
    queryKey: ['station-events', state],
    queryFn: () => request<StationEventList>('GET', `/station-events?state=${state}`),
    refetchInterval: refreshMs,
  });
}

/** `finish` it, or `reopen` it: the one undoes the other. */
export function useEventChange() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, to }: { id: number; to: 'finish' | 'reopen' }) =>
      request<void>('POST', `/station-events/${id}/${to}`),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['station-events'] }),
        queries.invalidateQueries({ queryKey: ['station-care'] }),
      ]),
  });
}
