/** The calls about one's own account, and of links that work once. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { LinkFound, LinkUse } from '../../accounts/account-links.schemas.ts';
import type { EndedSessions, OwnSessions } from '../../accounts/accounts.schemas.ts';
import { request } from '../api/client.ts';

const sessionsKey = ['own-sessions'];

export function useOwnSessions() {
  return useQuery({ queryKey: sessionsKey, queryFn: () => request<OwnSessions>('GET', '/sessions') });
}

function useSessionChange<Input, Output>(send: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: send, onSettled: () => queries.invalidateQueries({ queryKey: sessionsKey }) });
}

export const useEndSession = () => useSessionChange((id: string) => request<void>('DELETE', `/sessions/${id}`));
export const useEndOthers = () => useSessionChange(() => request<EndedSessions>('DELETE', '/sessions'));
export const useChangePassword = () =>
  useSessionChange((body: { current: string; password: string }) => request<void>('PUT', '/session/password', body));

export function useLink(token: string) {
  return useQuery({
    queryKey: ['account-link', token],
    queryFn: () => request<LinkFound>('POST', '/account-links/look', { token }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useLinkUse() {
  return useMutation({ mutationFn: (use: LinkUse) => request<{ id: number }>('POST', '/account-links/use', use) });
}
