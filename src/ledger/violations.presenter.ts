/** A row of the ledger as JSON, with as much as who asks may know. */
import type { PhotoAddresses } from '../captures/photo-addresses.ts';
import type { FindingInPlace } from '../findings/findings.repo.ts';
import { permissionsOf } from '../people/people.rules.ts';
import type { Person } from '../people/people.service.ts';
import { voidReasonOf } from './case-events.rules.ts';
import type { LedgerRow } from './violations.repo.ts';
import type { ViolationDetail, ViolationView } from './violations.schemas.ts';
import { knowingOf } from './violations.service.ts';

export type ViolationsPresenter = ReturnType<typeof createViolationsPresenter>;

const iso = (at: number): string => new Date(at).toISOString();

export function createViolationsPresenter(deps: {
  findings: { findInPlace(id: string): FindingInPlace | null };
  addresses: Pick<PhotoAddresses, 'makeCrop'>;
}) {
  const present = (row: LedgerRow, person: Person): ViolationView => ({
    id: row.id,
    findingId: permissionsOf(person.role).includes('review') ? row.findingId : null,
    occurredAt: iso(row.occurredAt),
    month: row.month,
    estate: { id: row.estateId, name: row.estate },
    station: { id: row.stationId, name: row.station },
    bin: row.binId === null || row.bin === null ? null : { id: row.binId, name: row.bin },
    expected: row.expected,
    actual: row.actual,
    seenBy: row.episodeId === null ? 'volunteer' : 'camera',
    state: row.state,
    isContested: row.contested === 1,
    source: row.basis && {
      kind: row.householdId === null ? 'unit' : 'household',
      label: knowingOf(person).homes ? row.label : null,
      basis: row.basis,
    },
    signedAt: row.signedAt === null ? null : iso(row.signedAt),
    voided: row.voidedAt === null ? null : { at: iso(row.voidedAt), reason: voidReasonOf(row.voidReason) },
  });
  return {
    present,
    presentDetail(row: LedgerRow, events: ViolationDetail['events'], person: Person): ViolationDetail {
      const found = deps.findings.findInPlace(row.findingId);
      const pictureUrl = found && deps.addresses.makeCrop(found.capture.id, found.viewRevisionId, person.id);
      return { violation: present(row, person), pictureUrl, events };
    },
  };
}
