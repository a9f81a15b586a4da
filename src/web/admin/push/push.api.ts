/** The calls about devices that push. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  AddressChange,
  AddressListView,
  BodyList,
  CameraPush,
  IssuedAddress,
  WaitingList,
} from '../../../receivers/push.schemas.ts';
import { request } from '../../api/client.ts';

const refreshMs = 5_000;
const pushKey = ['push'];

export function useCameraPush(cameraId: number) {
  return useQuery({
    queryKey: [...pushKey, 'camera', cameraId],
    queryFn: () => request<CameraPush>('GET', `/cameras/${cameraId}/push`),
    refetchInterval: refreshMs,
  });
}

export function useAddresses() {
  return useQuery({
    queryKey: [...pushKey, 'addresses'],
    queryFn: async () => (await request<AddressListView>('GET', '/push-addresses')).items,
    refetchInterval: refreshMs,
  });
}

export function useWaiting() {
  return useQuery({
    queryKey: [...pushKey, 'waiting'],
    queryFn: async () => (await request<WaitingList>('GET', '/push-sources')).items,
    refetchInterval: refreshMs,
  });
}

export function useBodies(addressId: number) {
  return useQuery({
    queryKey: [...pushKey, 'bodies', addressId],
    queryFn: async () => (await request<BodyList>('GET', `/push-addresses/${addressId}/bodies`)).items,
    refetchInterval: refreshMs,
  });
}

function useChange<Input, Output>(send: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: send, onSettled: () => queries.invalidateQueries({ queryKey: pushKey }) });
}

type Asked = { kind: 'camera'; cameraId: number } | { kind: 'recorder'; name: string } | { kind: 'waiting_room' };

export const useIssue = () => useChange((asked: Asked) => request<IssuedAddress>('POST', '/push-addresses', asked));
export const useReissue = (id: number) =>
  useChange(() => request<IssuedAddress>('POST', `/push-addresses/${id}/token`));
export const useRevoke = (id: number) => useChange(() => request<void>('DELETE', `/push-addresses/${id}`));
export const useChangeAddress = (id: number) =>
  useChange((change: AddressChange) => request<void>('PATCH', `/push-addresses/${id}`, change));
export const useAdopt = () =>
  useChange(({ id, cameraId }: { id: number; cameraId: number | null }) =>
    request<void>('PUT', `/push-sources/${id}/camera`, { cameraId }),
  );
export const useIgnore = () => useChange((id: number) => request<void>('DELETE', `/push-sources/${id}`));
