/** The calls of saying whose a misplacement is. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AttributionTarget, AttributionView } from '../../attributions/attributions.schemas.ts';
import type { HomeSearch } from '../../attributions/home-search.schemas.ts';
import { request } from '../api/client.ts';

interface Answer {
  attribution: AttributionView | null;
}
const keyOf = (findingId: string) => ['attribution', findingId];

export function useAttribution(findingId: string) {
  return useQuery({
    queryKey: keyOf(findingId),
    queryFn: () => request<Answer>('GET', `/findings/${findingId}/attribution`),
    meta: { live: ['signatures', 'undone'] },
  });
}

export function useHomeSearch(text: string, estate: string) {
  const query = new URLSearchParams({ q: text, estate });
  return useQuery({
    queryKey: ['homes', text, estate],
    queryFn: () => request<HomeSearch>('GET', `/homes?${query}`),
    enabled: text.trim() !== '',
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** Says whose it is in place of what stands now, or with null takes that back. */
export function useAttributing(findingId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ replaces, target }: { replaces: number | null; target: AttributionTarget | null }) =>
      target === null
        ? request<Answer>('DELETE', `/findings/${findingId}/attribution?attribution=${replaces}`)
        : request<Answer>('PUT', `/findings/${findingId}/attribution`, { replaces, target }),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: keyOf(findingId) });
      await queries.invalidateQueries({ queryKey: ['lookback', 'finding', findingId] });
    },
  });
}
