/** The calls of the page about hidden photographs. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PhotoHidings } from '../../photo-hidings/photo-hidings.schemas.ts';
import { request } from '../api/client.ts';

const key = ['photo-hidings'];

export function usePhotoHidings() {
  return useQuery({
    queryKey: key,
    queryFn: () => request<PhotoHidings>('GET', '/photo-hidings'),
    meta: { live: ['photos'] },
  });
}

export function useLift(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (note: string) => request<void>('POST', `/photo-hidings/${id}/lift`, { note }),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
}
