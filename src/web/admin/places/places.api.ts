/** The calls of an administrator about places: the tree of homes, stations with bins, and changes to any of them. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AddedHomes, PlaceChange, PlaceKind, PlaceTree } from '../../../places/homes.schemas.ts';
import type { NewStation, StationList } from '../../../places/places.schemas.ts';
import { request } from '../../api/client.ts';

export type StationView = StationList['items'][number];
export type BinView = StationView['bins'][number];

export const usePlaceTree = () =>
  useQuery({ queryKey: ['places', 'tree'], queryFn: () => request<PlaceTree>('GET', '/places') });

/** Also retired ones. */
export const useStations = () =>
  useQuery({
    queryKey: ['places', 'stations'],
    queryFn: () => request<StationList>('GET', '/stations?retired=true'),
  });

/** What shows places anywhere is asked for again. */
function usePlaceMutation<Input, Output>(send: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () =>
      Promise.all(
        ['places', 'stations', 'estates', 'households', 'duty-places'].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  });
}

export interface PlaceRef {
  kind: PlaceKind;
  id: number;
}

export const useChangePlace = () =>
  usePlaceMutation(({ kind, id, change }: PlaceRef & { change: PlaceChange }) =>
    request<void>('PATCH', `/places/${kind}/${id}`, change),
  );
/** Retiring and restoring undo one another. */
export const useRetirePlace = () =>
  usePlaceMutation(({ kind, id, to }: PlaceRef & { to: 'retire' | 'restore' }) =>
    request<void>('POST', `/places/${kind}/${id}/${to}`),
  );
export const useAddEstate = () => usePlaceMutation((name: string) => request<void>('POST', '/estates', { name }));
export const useAddStation = () =>
  usePlaceMutation((station: NewStation) => request<void>('POST', '/stations', station));
export const useAddBin = (stationId: number) =>
  usePlaceMutation((bin: { name?: string; expected: BinView['expected'] }) =>
    request<void>('POST', `/stations/${stationId}/bins`, bin),
  );
export const useAddHomes = () =>
  usePlaceMutation((homes: { estateId: number; building: string; unit: string; rooms: string[] }) =>
    request<AddedHomes>('POST', '/households', homes),
  );
