/** A report as the phone keeps it until the service has it, and a little longer to show that it went. */
import type { Category } from '../../inference/categories.ts';

export interface KeptPlace {
  /** Of the sticker, where the phone doesn't know the place behind it; else null. */
  code: string | null;
  stationId: number | null;
  /** Null: beside the bins. */
  binId: number | null;
  /** Such as “幸福苑 东门投放点 · 厨余垃圾桶”. */
  name: string;
}

type KeptState = 'waiting' | 'sending' | 'sent' | 'refused';

export interface KeptReport {
  /** A UUID: the service knows a report again by it. */
  id: string;
  /** Whose it is: nobody else's session may send it. */
  personId: number;
  place: KeptPlace;
  suspected: Category | null;
  note: string;
  capturedAt: string;
  keptAt: number;
  /** Null once it has been sent. */
  photo: Blob | null;
  photoBytes: number;
  state: KeptState;
  sentBytes: number;
  /** Tries in a row that came to nothing. */
  tries: number;
  /** Not to be tried again before (UTC ms). */
  notBefore: number;
  /** Why it was refused. */
  problem: { code: string; detail: string } | null;
  sentAt: number | null;
}
