/** The calls of the page of the ledger. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ViolationChoices, ViolationDetail, ViolationList } from '../../ledger/violations.schemas.ts';
import { request } from '../api/client.ts';
import type { Filters } from './filters.ts';

const changes = ['judged', 'undone', 'signatures'] as const;

export function useLedger(filters: Filters) {
  const query = new URLSearchParams(filters).toString();
  return useInfiniteQuery({
    queryKey: ['ledger', query],
    queryFn: ({ pageParam }) =>
      request<ViolationList>('GET', `/violations?${query}${pageParam === null ? '' : `&after=${pageParam}`}`),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    meta: { live: changes },
  });
}

export function useLedgerChoices() {
  return useQuery({
    queryKey: ['ledger', 'choices'],
    queryFn: () => request<ViolationChoices>('GET', '/violations/choices'),
    staleTime: 5 * 60_000,
  });
}

export function useLedgerRow(id: string) {
  return useQuery({
    queryKey: ['ledger', 'row', id],
    queryFn: () => request<ViolationDetail>('GET', `/violations/${id}`),
    meta: { live: changes },
  });
}

export function exportAddress(form: 'xlsx' | 'csv', filters: Filters, language: string): string {
  const query = new URLSearchParams({ ...filters, language: language === 'en' ? 'en' : 'zh-CN' });
  return `/api/v1/violations.${form}?${query}`;
}
