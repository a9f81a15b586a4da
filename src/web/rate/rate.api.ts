/** The call for a month's rate. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { MonthRate } from '../../monthly-report/rate.schemas.ts';
import { request } from '../api/client.ts';

export function useMonthRate(month: string) {
  return useQuery({
    queryKey: ['months', month, 'rate'],
    queryFn: () => request<MonthRate>('GET', `/months/${month}/rate`),
    placeholderData: keepPreviousData,
    meta: { live: ['counts'] },
  });
}
