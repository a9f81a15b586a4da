/** The calls of the pages about notices and appeals. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AppealList, CodedNotice } from '../../appeals/appeal-list.schemas.ts';
import type { AppealRequest, DecisionRequest } from '../../appeals/appeals.schemas.ts';
import type { NoticeList, NoticeView, OwnNotices } from '../../notices/notices.schemas.ts';
import { request } from '../api/client.ts';

/** Everything that a change of one notice may show in. */
const all = ['notices'];

function useChange<Given>(send: (given: Given) => Promise<void>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: send, onSettled: () => queries.invalidateQueries({ queryKey: all }) });
}

/** Newest first; `state` narrows it, `before` goes on. */
export function useNotices(state: string | null, before: number | null) {
  const query = new URLSearchParams({ ...(state && { state }), ...(before && { before: String(before) }) });
  return useQuery({
    queryKey: [...all, 'list', state, before],
    queryFn: () => request<NoticeList>('GET', `/notices?${query}`),
    placeholderData: keepPreviousData,
    meta: { live: ['signatures', 'undone'] },
  });
}

export function useNotice(id: number) {
  return useQuery({ queryKey: [...all, id], queryFn: () => request<NoticeView>('GET', `/notices/${id}`) });
}

export function useDelivery(id: number) {
  return useChange((isHandedOver: boolean) =>
    request<void>(isHandedOver ? 'PUT' : 'DELETE', `/notices/${id}/delivery`),
  );
}

export function useOwnNotices() {
  return useQuery({ queryKey: [...all, 'own'], queryFn: () => request<OwnNotices>('GET', '/my/notices') });
}

export function useOpened(id: number) {
  return useChange(() => request<void>('POST', `/my/notices/${id}/opened`));
}

export function useOwnAppeal(id: number) {
  return useChange((appeal: AppealRequest) => request<void>('POST', `/my/notices/${id}/appeal`, appeal));
}

export function useAppeals() {
  return useQuery({ queryKey: [...all, 'appeals'], queryFn: () => request<AppealList>('GET', '/appeals') });
}

export function useDecideAppeal(id: number) {
  return useChange((decision: DecisionRequest | null) =>
    decision
      ? request<void>('POST', `/appeals/${id}/decision`, decision)
      : request<void>('DELETE', `/appeals/${id}/decision`),
  );
}

/** What the notice of a code tells, for somebody without an account. */
export function useCodedNotice(code: string) {
  return useQuery({
    queryKey: [...all, 'code', code],
    queryFn: () => request<CodedNotice>('POST', '/notice-codes/look-up', { code }),
    enabled: code !== '',
    retry: false,
  });
}

export function useCodedAppeal(code: string) {
  return useChange((appeal: AppealRequest) => request<void>('POST', '/notice-codes/appeal', { code, ...appeal }));
}
