/** Patrols: one's own, the roster, a month. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  CheckedIn,
  OwnPatrols,
  PatrolEnd,
  PatrolMonth,
  PostList,
  ShiftChange,
} from '../../patrols/patrols.schemas.ts';
import { request } from '../api/client.ts';

const own = ['own-patrols'];
const refreshMs = 60_000;

/** Asked again each minute: a patrol ends by itself. */
export function useOwnPatrols() {
  return useQuery({
    queryKey: own,
    queryFn: () => request<OwnPatrols>('GET', '/patrols/mine'),
    refetchInterval: refreshMs,
  });
}

export function useCheckIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (code: string) => request<CheckedIn>('POST', '/patrols/check-in', { code }),
    onSuccess: () => queries.invalidateQueries({ queryKey: own }),
  });
}

export function useEndPatrol() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...end }: PatrolEnd & { id: number }) => request<void>('PUT', `/patrols/${id}/end`, end),
    onSuccess: () => queries.invalidateQueries({ queryKey: own }),
  });
}

export function usePosts() {
  return useQuery({ queryKey: ['patrols', 'posts'], queryFn: () => request<PostList>('GET', '/patrol-posts') });
}

export function usePatrolMonth(month: string) {
  return useQuery({
    queryKey: ['patrols', 'month', month],
    queryFn: () => request<PatrolMonth>('GET', `/patrols/months/${month}`),
  });
}

type RosterChange =
  | { to: 'add'; body: unknown }
  | { to: 'end'; id: number; lastDay: string | null }
  | { to: 'cancel'; id: number }
  | { to: 'shift'; id: number; day: string; body: ShiftChange };

const sendChange = (change: RosterChange): Promise<void> => {
  switch (change.to) {
    case 'add':
      return request('POST', '/patrol-posts', change.body);
    case 'end':
      return request('PUT', `/patrol-posts/${change.id}/last-day`, { lastDay: change.lastDay });
    case 'cancel':
      return request('POST', `/patrol-posts/${change.id}/cancel`);
    case 'shift':
      return request('PUT', `/patrol-posts/${change.id}/days/${change.day}`, change.body);
  }
};

/** Any change of the roster. */
export function useRosterChange() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: sendChange,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['patrols'] }),
  });
}
