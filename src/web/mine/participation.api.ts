/** Records of households' participation that one makes at the station. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FoundHomes, NewParticipation, OwnRecords, Recorded } from '../../participation/participation.schemas.ts';
import { request } from '../api/client.ts';

const key = ['own-participation'];

export function useOwnRecords() {
  return useQuery({ queryKey: key, queryFn: () => request<OwnRecords>('GET', '/participation/mine') });
}

export function useFoundHomes(search: string) {
  return useQuery({
    queryKey: ['participation-homes', search],
    queryFn: () => request<FoundHomes>('GET', `/participation/homes?search=${encodeURIComponent(search)}`),
    enabled: search !== '',
  });
}

export function useRecord() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewParticipation) => request<Recorded>('POST', '/participation', body),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
}

export function useTakeBack() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => request<void>('DELETE', `/participation/${id}`),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
}
