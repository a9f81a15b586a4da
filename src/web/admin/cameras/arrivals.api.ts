/** The calls about how a camera's photographs come. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PullChange, Pulled, PullView } from '../../../pulls/pulls.schemas.ts';
import { request } from '../../api/client.ts';

const refreshMs = 15_000;
const pullKey = (id: number) => ['camera-pull', id];

export function usePull(id: number) {
  return useQuery({
    queryKey: pullKey(id),
    queryFn: () => request<PullView>('GET', `/cameras/${id}/pull`),
    refetchInterval: refreshMs,
  });
}

/** Afterwards the camera, its latest photograph and this are asked for anew. */
function usePullChange<Input, Output>(id: number, send: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () =>
      Promise.all(
        [pullKey(id), ['cameras'], ['camera-photo', id]].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  });
}

export const useSetPull = (id: number) =>
  usePullChange(id, (change: PullChange) => request<PullView>('PUT', `/cameras/${id}/pull`, change));
export const useEndPull = (id: number) =>
  usePullChange(id, (_: undefined) => request<void>('DELETE', `/cameras/${id}/pull`));
export const usePullNow = (id: number) =>
  usePullChange(id, (_: undefined) => request<Pulled>('POST', `/cameras/${id}/pull/now`));
