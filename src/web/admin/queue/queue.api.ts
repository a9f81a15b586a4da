/** The calls of the queue page. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FailureList, QueueState, Retried } from '../../../queue-state/queue-state.schemas.ts';
import { request } from '../../api/client.ts';

const queueKey = ['queue'];
const refreshMs = 5_000;

export function useQueueState() {
  return useQuery({
    queryKey: [...queueKey, 'state'],
    queryFn: () => request<QueueState>('GET', '/queue'),
    refetchInterval: refreshMs,
  });
}

export function useFailures() {
  return useInfiniteQuery({
    queryKey: [...queueKey, 'failures'],
    queryFn: ({ pageParam }) =>
      request<FailureList>('GET', `/queue/failures${pageParam === null ? '' : `?after=${pageParam}`}`),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
}

function useChange<Input, Output>(send: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: send, onSettled: () => queries.invalidateQueries({ queryKey: queueKey }) });
}

export const useRetry = () => useChange((captureId: number) => request<void>('POST', `/captures/${captureId}/retry`));
export const useRetryAll = () => useChange(() => request<Retried>('POST', '/queue/retries'));
