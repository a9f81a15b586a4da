/** The calls of the log of who did what. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { AuditChoices, AuditList } from '../../../audit-log/audit-log.schemas.ts';
import { request } from '../../api/client.ts';

export const filterNames = ['person', 'action', 'object', 'objectId', 'from', 'to'] as const;
export type FilterName = (typeof filterNames)[number];
export type Filters = Partial<Record<FilterName, string>>;

const queryOf = (filters: Filters, more: Record<string, string>): string =>
  new URLSearchParams({ ...filters, ...more }).toString();

export function useAuditLog(filters: Filters) {
  return useInfiniteQuery({
    queryKey: ['audit-log', filters],
    queryFn: ({ pageParam }) =>
      request<AuditList>(
        'GET',
        `/audit-log?${queryOf(filters, pageParam === null ? {} : { before: String(pageParam) })}`,
      ),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
  });
}

export function useAuditChoices() {
  return useQuery({
    queryKey: ['audit-log-choices'],
    queryFn: () => request<AuditChoices>('GET', '/audit-log/choices'),
  });
}

export const csvAddress = (filters: Filters, language: string): string =>
  `/api/v1/audit-log.csv?${queryOf(filters, { language })}`;
