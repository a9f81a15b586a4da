/** Tasks: one's own, those of one's estates, spot-checks. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { OwnTasks, SpotCheckList, SpotCheckResult, TaskList } from '../../tasks/tasks.schemas.ts';
import { request, requestWith } from '../api/client.ts';

const all = ['tasks'];

export const useOwnTasks = () =>
  useQuery({ queryKey: [...all, 'mine'], queryFn: () => request<OwnTasks>('GET', '/tasks/mine') });

export interface TaskFilter {
  kind: string;
  state: string;
  before: number | null;
}

export const useTasks = ({ kind, state, before }: TaskFilter) => {
  const query = new URLSearchParams({
    ...(kind ? { kind } : {}),
    ...(state ? { state } : {}),
    ...(before ? { before: String(before) } : {}),
  });
  return useQuery({
    queryKey: [...all, 'list', String(query)],
    queryFn: () => request<TaskList>('GET', `/tasks?${query}`),
    placeholderData: keepPreviousData,
  });
};

export const useSpotChecks = () =>
  useQuery({ queryKey: [...all, 'checks'], queryFn: () => request<SpotCheckList>('GET', '/spot-checks') });

function useTaskMutation<Input>(send: (input: Input) => Promise<void>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () => Promise.all([all, ['home']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

/** The photograph as the phone has made it small; null: none. */
export const useComplete = (id: number) =>
  useTaskMutation(({ note, photo }: { note: string; photo: Blob | null }) => {
    if (!photo) return request<void>('POST', `/tasks/${id}/completion`, { note });
    const body = new FormData();
    body.set('note', note);
    body.set('photo', photo, 'photo.jpg');
    return requestWith<void>(`/tasks/${id}/completion`, { method: 'POST', body });
  });
export const useUndoTask = () => useTaskMutation((id: number) => request<void>('DELETE', `/tasks/${id}/completion`));
export const useAssign = () =>
  useTaskMutation(({ id, personId }: { id: number; personId: number | null }) =>
    request<void>('PUT', `/tasks/${id}/assignee`, { personId }),
  );
export const useRecordCheck = (id: number) =>
  useTaskMutation((result: SpotCheckResult) => request<void>('PUT', `/spot-checks/${id}`, result));
export const useUndoCheck = () => useTaskMutation((id: number) => request<void>('DELETE', `/spot-checks/${id}`));
