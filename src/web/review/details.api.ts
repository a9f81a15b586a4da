/** The calls of the sheets over the desk. */
import { useMutation, useQuery } from '@tanstack/react-query';
import type { SchemeItems } from '../../findings/findings.schemas.ts';
import type { HidingRequest } from '../../photo-hidings/photo-hidings.schemas.ts';
import { request } from '../api/client.ts';

export function useSchemeItems() {
  return useQuery({
    queryKey: ['review', 'items'],
    queryFn: () => request<SchemeItems>('GET', '/review/items'),
    staleTime: 10 * 60_000,
  });
}

export function useHiding(findingId: string) {
  return useMutation({
    mutationFn: (hiding: HidingRequest) => request<{ hidden: number }>('POST', `/findings/${findingId}/hiding`, hiding),
  });
}
