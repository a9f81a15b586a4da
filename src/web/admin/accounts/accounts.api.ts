/** The calls of an administrator about accounts and invitations. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { InvitationList, IssuedLink } from '../../../accounts/account-links.schemas.ts';
import type { Account, EndedSessions, PersonChange } from '../../../accounts/accounts.schemas.ts';
import type { Role } from '../../../people/people.schemas.ts';
import type { estateListSchema } from '../../../places/places.schemas.ts';
import { request } from '../../api/client.ts';

const accountKey = ['account'];
const invitationsKey = ['invitations'];

export function useAccount(id: number) {
  return useQuery({
    queryKey: [...accountKey, id],
    queryFn: () => request<Account>('GET', `/people/${id}/account`),
  });
}

export function useInvitations() {
  return useQuery({
    queryKey: invitationsKey,
    queryFn: () => request<InvitationList>('GET', '/invitations'),
    refetchInterval: 30_000,
  });
}

export function useEstates() {
  return useQuery({
    queryKey: ['estates'],
    queryFn: () => request<z.infer<typeof estateListSchema>>('GET', '/estates'),
  });
}

function useChange<Input, Output>(key: string[], send: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: send, onSettled: () => queries.invalidateQueries({ queryKey: key }) });
}

export const useInvite = () =>
  useChange(invitationsKey, (body: { role: Role; estates: number[]; note: string; days: number }) =>
    request<IssuedLink>('POST', '/invitations', body),
  );
export const useRevokeInvitation = () =>
  useChange(invitationsKey, (id: number) => request<void>('DELETE', `/invitations/${id}`));

export function useChangePerson(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: PersonChange) => request<void>('PATCH', `/people/${id}`, change),
    onSettled: () =>
      Promise.all([accountKey, ['people'], ['branches']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}
export const useOfferReset = (id: number) =>
  useChange(accountKey, () => request<IssuedLink>('POST', `/people/${id}/reset`));
export const useEndSessionsOf = (id: number) =>
  useChange(accountKey, () => request<EndedSessions>('DELETE', `/people/${id}/sessions`));
/** `end` it, or `restore` it: the one undoes the other. */
export const useDeactivation = (id: number) =>
  useChange(accountKey, (to: 'end' | 'restore') =>
    request<void>(to === 'end' ? 'POST' : 'DELETE', `/people/${id}/deactivation`),
  );
