/** The calls of the page of messages. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  ChannelChange,
  ChannelList,
  ChannelRequest,
  ChannelView,
  DeliveryList,
} from '../../../messages/messages.schemas.ts';
import { request } from '../../api/client.ts';

const key = ['messages'];
const refreshMs = 15_000;

export function useChannels() {
  return useQuery({ queryKey: [...key, 'channels'], queryFn: () => request<ChannelList>('GET', '/message-channels') });
}
export function useDeliveries() {
  return useQuery({
    queryKey: [...key, 'deliveries'],
    queryFn: () => request<DeliveryList>('GET', '/message-deliveries'),
    refetchInterval: refreshMs,
  });
}

function useChange<Input, Output>(send: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: send, onSettled: () => queries.invalidateQueries({ queryKey: key }) });
}
export const useAddChannel = () =>
  useChange((channel: ChannelRequest) => request<ChannelView>('POST', '/message-channels', channel));
export const useChangeChannel = (id: number) =>
  useChange((change: ChannelChange) => request<ChannelView>('PATCH', `/message-channels/${id}`, change));
export const useRemoveChannel = (id: number) => useChange(() => request<void>('DELETE', `/message-channels/${id}`));
export const useTestChannel = (id: number) =>
  useChange(() => request<{ state: DeliveryList['items'][number]['state'] }>('POST', `/message-channels/${id}/test`));
export const useRetry = () => useChange((id: number) => request<void>('POST', `/message-deliveries/${id}/retry`));
