/** The call of the page on agreement. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { SecondLooks } from '../../findings/second-looks.schemas.ts';
import { request } from '../api/client.ts';

export function useSecondLooks(month: string) {
  return useQuery({
    queryKey: ['second-looks', month],
    queryFn: () => request<SecondLooks>('GET', `/second-looks/${month}`),
    placeholderData: keepPreviousData,
    meta: { live: ['judged', 'undone'] },
  });
}
