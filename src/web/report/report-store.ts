/** Where the phone keeps reports, and the places it may report of: in IndexedDB, for the page and the service worker alike. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { ReportPlaces } from '../../stickers/stickers.schemas.ts';
import type { KeptReport } from './kept-report.ts';

interface PhoneSchema extends DBSchema {
  report: { key: string; value: KeptReport };
  places: { key: number; value: ReportPlaces };
}

export interface ReportStore {
  /** All of them, oldest first. */
  all(): Promise<KeptReport[]>;
  get(id: string): Promise<KeptReport | undefined>;
  put(report: KeptReport): Promise<void>;
  remove(id: string): Promise<void>;
}

let opened: Promise<IDBPDatabase<PhoneSchema>> | null = null;

function open(): Promise<IDBPDatabase<PhoneSchema>> {
  opened ??= openDB<PhoneSchema>('greensleeve', 1, {
    upgrade(database) {
      database.createObjectStore('report', { keyPath: 'id' });
      database.createObjectStore('places');
    },
    // Another tab with a newer version wants to upgrade: let it, and open anew when asked next.
    blocking: (_from, _to, event) => {
      (event.target as IDBDatabase).close();
      opened = null;
    },
    terminated: () => {
      opened = null;
    },
  });
  return opened;
}

export const reportStore: ReportStore = {
  async all() {
    const reports = await (await open()).getAll('report');
    return reports.sort((a, b) => a.keptAt - b.keptAt);
  },
  get: async (id) => (await open()).get('report', id),
  put: async (report) => void (await (await open()).put('report', report)),
  remove: async (id) => (await open()).delete('report', id),
};

/** The places that a person may report of, as they were when the network was last there. */
export const placesStore = {
  get: async (personId: number): Promise<ReportPlaces | undefined> => (await open()).get('places', personId),
  put: async (personId: number, places: ReportPlaces): Promise<void> =>
    void (await (await open()).put('places', places, personId)),
};
