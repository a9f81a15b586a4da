/** Items for the tests of the review page. */
import type { JudgedFinding, ReviewItem } from '../../findings/findings.schemas.ts';

/** The person whose desk the tests look at. */
export const me = 1;

export function openItem(id: string, version = 0, more: Partial<ReviewItem> = {}): ReviewItem {
  return {
    id,
    version,
    state: 'open',
    capturedAt: '2026-11-23T07:42:00+08:00',
    place: { estate: { id: 1, name: 'E' }, station: { id: 1, name: 'S' }, bin: { id: 1, name: 'B' } },
    expected: 'kitchen',
    photo: { url: `/photos/${id}`, width: 1280, height: 720, outline: null, hidden: false },
    leasedUntil: null,
    ...more,
  };
}

export function judgedItem(
  id: string,
  more: { version?: number; by?: number; judgement?: 'fits' | 'unclear'; verdictId?: number } = {},
): JudgedFinding {
  const { state, leasedUntil, ...rest } = openItem(id, more.version ?? 1);
  return {
    ...rest,
    state: 'judged',
    verdict: {
      id: more.verdictId ?? 1,
      judgement: more.judgement ?? 'fits',
      actual: null,
      further: [],
      item: null,
      note: null,
      by: { id: more.by ?? me, name: 'N' },
      at: '2026-11-23T08:00:00+08:00',
      afterReveal: false,
    },
    reveal: null,
  };
}
