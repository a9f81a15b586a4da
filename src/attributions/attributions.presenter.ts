/** An attribution as JSON. */
import type { AttributionHistory, AttributionView } from './attributions.schemas.ts';
import type { AttributionInWords } from './attributions.service.ts';

const iso = (at: number): string => new Date(at).toISOString();

export function presentAttribution(found: AttributionInWords): AttributionView {
  const { attribution, by, signedBy, estate } = found;
  const { id, basis, detail, signedAt } = attribution;
  const targetId = attribution.householdId ?? attribution.unitId;
  const label = [found.building, found.unit, found.room].filter((part) => part !== null).join(' ');
  return {
    id,
    kind: attribution.householdId !== null ? 'household' : attribution.unitId !== null ? 'unit' : 'unknown',
    target: targetId === null ? null : { id: targetId, label, estate: estate?.name ?? '' },
    basis,
    detail,
    by,
    at: iso(attribution.attributedAt),
    signed: signedBy === null || signedAt === null ? null : { by: signedBy, at: iso(signedAt) },
  };
}

/** The same with how it ended; null: it stands. */
export function presentEnded(found: AttributionInWords): AttributionHistory['items'][number] {
  const { endedAt, endedBecause, endedNote } = found.attribution;
  const isOver = endedAt !== null && endedBecause !== null && found.endedBy !== null;
  return {
    ...presentAttribution(found),
    ended:
      isOver && found.endedBy ? { by: found.endedBy, at: iso(endedAt), because: endedBecause, note: endedNote } : null,
  };
}
