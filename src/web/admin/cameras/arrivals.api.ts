/** The calls about how a camera's photographs come. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  DropFolderView,
  DropSettingChange,
  DropSourceView,
  DropTrial,
  DropTrialAnswer,
} from '../../../drop-folder/drop-folder.schemas.ts';
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

const dropKey = ['drop-folder'];

export function useDropFolder() {
  return useQuery({ queryKey: dropKey, queryFn: () => request<DropFolderView>('GET', '/drop-folder') });
}

export function useDropSource(id: number) {
  return useQuery({
    queryKey: [...dropKey, id],
    queryFn: () => request<DropSourceView>('GET', `/cameras/${id}/drop-folder`),
  });
}

function useDropChange<Input, Output>(send: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: send, onSuccess: () => queries.invalidateQueries({ queryKey: dropKey }) });
}

/** Null: nothing more is taken in from the camera's folder. */
export const useSetDropSource = (id: number) =>
  useDropChange((source: { folder: string; channel: number } | null) =>
    request<unknown>(source ? 'PUT' : 'DELETE', `/cameras/${id}/drop-folder`, source ?? undefined),
  );
export const useSetDropFolder = () =>
  useDropChange((change: DropSettingChange) => request<DropFolderView>('PUT', '/drop-folder', change));
export const useDropTrial = () =>
  useMutation({
    mutationFn: (trial: DropTrial) => request<DropTrialAnswer>('POST', '/drop-folder/trial', trial),
  });
