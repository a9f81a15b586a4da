/** The call of the page of the meeting pack. */
import { useQuery } from '@tanstack/react-query';
import type { MeetingPack } from '../../meeting-pack/meeting-pack.schemas.ts';
import { request } from '../api/client.ts';

export function useMeetingPack(month: string, half: 1 | 2) {
  return useQuery({
    queryKey: ['meeting-pack', month, half],
    queryFn: () => request<MeetingPack>('GET', `/months/${month}/halves/${half}/meeting-pack`),
  });
}
