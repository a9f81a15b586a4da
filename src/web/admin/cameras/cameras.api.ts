/** The calls of the camera pages. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CameraChange, CameraDetail, CameraList, Drawn, MaskHistory } from '../../../cameras/cameras.schemas.ts';
import type { LastPhoto } from '../../../captures/captures.schemas.ts';
import { request } from '../../api/client.ts';
import type { Points } from './drawing/points.ts';

const refreshMs = 15_000;
const camerasKey = ['cameras'];

export function useCameras() {
  return useQuery({
    queryKey: [...camerasKey, 'list'],
    queryFn: () => request<CameraList>('GET', '/cameras'),
    refetchInterval: refreshMs,
  });
}

/** `refreshes`: asks again by itself. While one draws, nothing may change below the hand. */
export function useCamera(id: number, refreshes = true) {
  return useQuery({
    queryKey: [...camerasKey, id, refreshes],
    queryFn: () => request<CameraDetail>('GET', `/cameras/${id}`),
    refetchInterval: refreshes ? refreshMs : false,
    refetchOnWindowFocus: refreshes,
    // Of what was drawn upon, only a fresh answer will do.
    ...(refreshes ? {} : { gcTime: 0, staleTime: Number.POSITIVE_INFINITY }),
  });
}

export function useLastPhoto(id: number, refreshes = true) {
  return useQuery({
    queryKey: ['camera-photo', id, refreshes],
    queryFn: async () => (await request<LastPhoto>('GET', `/cameras/${id}/photo`)).photo,
    refetchInterval: refreshes ? refreshMs : false,
    refetchOnWindowFocus: refreshes,
  });
}

export function useMaskHistory(id: number, revision: number) {
  return useQuery({
    queryKey: ['camera-masks', id, revision],
    queryFn: async () => (await request<MaskHistory>('GET', `/cameras/${id}/masks`)).items,
  });
}

/** A change to a camera; afterwards lists and pages are asked for anew. */
function useChange<Input, Output>(send: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () => {
      // Pages not open now must not show for an instant what was, such as a camera just retired.
      queries.removeQueries({ queryKey: camerasKey, type: 'inactive' });
      return queries.invalidateQueries({ queryKey: camerasKey });
    },
  });
}

export const useAddCamera = () =>
  useChange((camera: { stationId: number; name: string; intervalS: number }) =>
    request<{ id: number; key: string }>('POST', '/cameras', camera),
  );
export const useUpdateCamera = (id: number) =>
  useChange((change: CameraChange) => request<void>('PATCH', `/cameras/${id}`, change));
export const useRetireCamera = (id: number) => useChange(() => request<void>('DELETE', `/cameras/${id}`));
export const useIssueKey = (id: number) => useChange(() => request<{ key: string }>('POST', `/cameras/${id}/key`));
export const useRevokeKey = (id: number) => useChange(() => request<void>('DELETE', `/cameras/${id}/key`));
export const useRenewReference = (id: number) => useChange(() => request<void>('POST', `/cameras/${id}/reference`));

export const saveViews = (
  id: number,
  body: { views: { binId: number; counting: boolean; polygon: Points }[]; basedOn: number },
): Promise<Drawn> => request<Drawn>('PUT', `/cameras/${id}/views`, body);
export const saveMasks = (id: number, body: { masks: Points[]; basedOn: number }): Promise<Drawn> =>
  request<Drawn>('PUT', `/cameras/${id}/masks`, body);
