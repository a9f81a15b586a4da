/** The calls for rejecting several items of one bin at once. */
import { useMutation, useQuery } from '@tanstack/react-query';
import type { BulkOffer, BulkRejectionAnswer } from '../../findings/bulk-rejections.schemas.ts';
import type { ReviewItem } from '../../findings/findings.schemas.ts';
import { request } from '../api/client.ts';

/** Asked once each time the sheet opens: the items are leased by it. */
export function useBulkOffer(like: string, holding: string[]) {
  return useQuery({
    queryKey: ['bulk-offer', like],
    queryFn: () => request<BulkOffer>('POST', '/review/bulk-offers', { like, holding }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useBulkRejection(like: string) {
  return useMutation({
    mutationFn: (items: ReviewItem[]) =>
      request<BulkRejectionAnswer>('POST', '/review/bulk-rejections', {
        like,
        items: items.map(({ id, version }) => ({ id, version })),
      }),
  });
}

export function useBulkUndo() {
  return useMutation({
    mutationFn: (id: number) => request<{ undone: number }>('POST', `/review/bulk-rejections/${id}/undo`),
  });
}
