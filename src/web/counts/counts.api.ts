/** The call of the counts page. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { MonthCounts } from '../../ledger/months.schemas.ts';
import { request } from '../api/client.ts';

/** Counts of one month; those of the month before stay in view while the next ones come. */
export function useMonthCounts(month: string) {
  return useQuery({
    queryKey: ['months', month],
    queryFn: () => request<MonthCounts>('GET', `/months/${month}/stations`),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
    meta: { live: ['photos', 'counts'] },
  });
}
