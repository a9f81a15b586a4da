/** An attribution as JSON. */
import type { AttributionView } from './attributions.schemas.ts';
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
