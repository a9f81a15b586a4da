/** A report that is being made: where, what is on the photograph, what seems wrong. */
import { useState } from 'react';
import type { Category } from '../../inference/categories.ts';
import type { KeptPlace, KeptReport } from './kept-report.ts';

export interface DraftPlace {
  /** Of a sticker whose place the phone doesn't know; else null. */
  code: string | null;
  stationId: number | null;
  /** `ground`: beside the bins; null: not chosen yet. */
  bin: number | 'ground' | null;
}

export interface Draft {
  place: DraftPlace;
  photo: Blob | null;
  capturedAt: string;
  suspected: Category | null;
  note: string;
}

const nowhere: DraftPlace = { code: null, stationId: null, bin: null };

/** Whether all is there that a report needs. */
export function isComplete({ place, photo }: Draft): boolean {
  return photo !== null && (place.code !== null || (place.stationId !== null && place.bin !== null));
}

/** As it is kept until the service has it. `name`: the place in words. */
export function toKept(draft: Draft, personId: number, name: string): KeptReport {
  const { place, photo } = draft;
  const keptPlace: KeptPlace = {
    code: place.code,
    stationId: place.stationId,
    binId: typeof place.bin === 'number' ? place.bin : null,
    name,
  };
  return {
    id: makeId(),
    personId,
    place: keptPlace,
    suspected: draft.suspected,
    note: draft.note.trim(),
    capturedAt: draft.capturedAt,
    keptAt: Date.now(),
    photo,
    photoBytes: photo?.size ?? 0,
    state: 'waiting',
    sentBytes: 0,
    tries: 0,
    notBefore: 0,
    problem: null,
    sentAt: null,
  };
}

/** A UUID (version 4), also on pages without TLS, where `randomUUID` is missing. */
function makeId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function useDraft() {
  const [draft, setDraft] = useState<Draft>({ place: nowhere, photo: null, capturedAt: '', suspected: null, note: '' });
  const change = (to: Partial<Draft>) => setDraft((before) => ({ ...before, ...to }));
  return {
    draft,
    change,
    /** Ready for the next one at the same place. */
    clear: () => change({ photo: null, capturedAt: '', suspected: null, note: '' }),
    /** What was refused, to be put right and sent anew. */
    take: ({ photo, capturedAt, suspected, note }: KeptReport) =>
      setDraft({ place: nowhere, photo, capturedAt, suspected, note }),
  };
}
