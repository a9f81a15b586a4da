/** The calls for a month's rate, and for that of the month before. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Comparison } from '../../monthly-report/month-reports.schemas.ts';
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

export function useComparison(month: string) {
  return useQuery({
    queryKey: ['months', month, 'comparison'],
    queryFn: () => request<Comparison>('GET', `/months/${month}/comparison`),
    meta: { live: ['counts', 'months'] },
  });
}
