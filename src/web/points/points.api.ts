/** The calls of the pages about points. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DryRun, MemberEntries, NewRules, OwnPoints, Points, RuleList } from '../../points/points.schemas.ts';
import { request } from '../api/client.ts';

const all = ['points'];

export function usePoints(year: string) {
  return useQuery({
    queryKey: [...all, 'year', year],
    queryFn: () => request<Points>('GET', `/points?year=${year}`),
    placeholderData: keepPreviousData,
    meta: { live: ['signatures', 'undone'] },
  });
}

export function useMemberPoints(id: number) {
  return useQuery({
    queryKey: [...all, 'member', id],
    queryFn: () => request<MemberEntries>('GET', `/points/members/${id}`),
  });
}

export function useOwnPoints() {
  return useQuery({ queryKey: [...all, 'own'], queryFn: () => request<OwnPoints>('GET', '/my/points') });
}

export function useRules() {
  return useQuery({ queryKey: [...all, 'rules'], queryFn: () => request<RuleList>('GET', '/points/rules') });
}

export function useDryRun() {
  return useMutation({
    mutationFn: (rules: NewRules['rules']) => request<DryRun>('POST', '/points/rules/dry-run', { rules }),
  });
}

export function useAddRules() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (rules: NewRules) => request<void>('POST', '/points/rules', rules),
    onSuccess: () => queries.invalidateQueries({ queryKey: all }),
  });
}
