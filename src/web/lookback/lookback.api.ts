/** The calls of looking back. */
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AttributionHistory } from '../../attributions/attributions.schemas.ts';
import type { JudgedFinding, ReviewItem } from '../../findings/findings.schemas.ts';
import type { FindingHistory, JudgedList, LookbackChoices } from '../../findings/lookback.schemas.ts';
import { request } from '../api/client.ts';
import { apiQuery, type Filters } from './filters.ts';

const pageSize = 48;
const changes = ['judged', 'undone'] as const;

export function useJudgedList(filters: Filters) {
  const query = apiQuery(filters).toString();
  return useInfiniteQuery({
    queryKey: ['lookback', query],
    queryFn: ({ pageParam }) => {
      const before = pageParam === null ? '' : `&before=${pageParam}`;
      return request<JudgedList>('GET', `/findings?${query}&limit=${pageSize}${before}`);
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    meta: { live: changes },
  });
}

export function useLookbackChoices() {
  return useQuery({
    queryKey: ['lookback', 'choices'],
    queryFn: () => request<LookbackChoices>('GET', '/lookback/choices'),
    staleTime: 5 * 60_000,
  });
}

/** One finding with its history; the history is null while nobody's verdict stands on it. */
export function useJudgedFinding(id: string) {
  return useQuery({
    queryKey: ['lookback', 'finding', id],
    queryFn: async () => {
      const finding = await request<JudgedFinding | ReviewItem>('GET', `/findings/${id}`);
      if (finding.state === 'open') return { finding, history: null, attributions: [] };
      const [history, { items }] = await Promise.all([
        request<FindingHistory>('GET', `/findings/${id}/history`),
        request<AttributionHistory>('GET', `/findings/${id}/attributions`),
      ]);
      return { finding, history, attributions: items };
    },
    meta: { live: changes },
  });
}

export function useUndoVerdict() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version }: { id: string; version: number }) =>
      request<ReviewItem>('POST', `/findings/${id}/undo`, { version }),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['lookback'] }),
  });
}

export function exportAddress(filters: Filters, language: string): string {
  const query = apiQuery(filters);
  query.set('language', language === 'en' ? 'en' : 'zh-CN');
  return `/api/v1/findings.csv?${query}`;
}
