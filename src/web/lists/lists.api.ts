/** The calls of the pages about lists. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MonthEditions, PublicList, PublicMonths } from '../../lists/lists.schemas.ts';
import { request } from '../api/client.ts';

const all = ['lists'];

export function useEditions(month: string) {
  return useQuery({
    queryKey: [...all, month],
    queryFn: () => request<MonthEditions>('GET', `/lists/${month}`),
    placeholderData: keepPreviousData,
    meta: { live: ['signatures', 'undone'] },
  });
}

export type Step = { kind: 'draft'; reason: string } | { kind: 'sign' | 'publish'; id: number };

export function useStep(month: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (step: Step) => {
      if (step.kind === 'draft') {
        return request<void>('POST', `/lists/${month}/editions`, step.reason ? { reason: step.reason } : {});
      }
      const what = step.kind === 'sign' ? 'signature' : 'publication';
      return request<void>('POST', `/list-editions/${step.id}/${what}`);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: all }),
  });
}

export function usePublicMonths() {
  return useQuery({ queryKey: [...all, 'public'], queryFn: () => request<PublicMonths>('GET', '/public/lists') });
}

export function usePublicList(month: string | undefined) {
  return useQuery({
    queryKey: [...all, 'public', month],
    queryFn: () => request<PublicList>('GET', `/public/lists/${month}`),
    enabled: month !== undefined,
    retry: false,
  });
}
