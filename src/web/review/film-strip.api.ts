/** The calls of the film strip. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FilmStrip } from '../../findings/film-strip.schemas.ts';
import { request } from '../api/client.ts';

type Edit = { kind: 'duplicate'; episode: number } | { kind: 'split'; frame: number } | { kind: 'undo'; edit: number };

export function useFilmStrip(findingId: string) {
  return useQuery({
    queryKey: ['frames', findingId],
    queryFn: () => request<FilmStrip>('GET', `/findings/${findingId}/frames`),
    gcTime: 0,
  });
}

export function useStripEdit(findingId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, ...body }: Edit) => request<FilmStrip>('POST', `/findings/${findingId}/frames/${kind}`, body),
    onSuccess: (strip) => queries.setQueryData(['frames', findingId], strip),
  });
}
