/** The calls of the page for signing. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SignatureRequest, Signatures } from '../../attributions/signatures.schemas.ts';
import { request } from '../api/client.ts';

const key = ['signatures'];

export function useSignatures() {
  return useQuery({
    queryKey: key,
    queryFn: () => request<Signatures>('GET', '/signatures'),
    meta: { live: ['signatures', 'undone'] },
  });
}

export function useDecision(attributionId: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (decision: SignatureRequest) =>
      request<void>('POST', `/attributions/${attributionId}/signature`, decision),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
}

export function useTakeBack(signatureId: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => request<void>('POST', `/signatures/${signatureId}/undo`),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
}
