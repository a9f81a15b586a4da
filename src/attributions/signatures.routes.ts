/** What waits for a signature, signing and refusing, and taking that back. */
import { z } from 'zod';
import type { PhotoAddresses } from '../captures/photo-addresses.ts';
import type { FindingInPlace } from '../findings/findings.repo.ts';
import type { FindingsService } from '../findings/findings.service.ts';
import type { Api, Guards } from '../people/people.guards.ts';
import { presentAttribution } from './attributions.presenter.ts';
import type { AttributionInWords } from './attributions.repo.ts';
import { type Signable, signatureRequestSchema, signaturesSchema } from './signatures.schemas.ts';
import type { createSignaturesService } from './signatures.service.ts';

const params = z.object({ id: z.coerce.number().int().positive() });
const iso = (at: number): string => new Date(at).toISOString();

export function createSignaturesRoutes(deps: {
  signatures: ReturnType<typeof createSignaturesService<FindingInPlace>>;
  findings: Pick<FindingsService, 'liveVerdict'>;
  addresses: Pick<PhotoAddresses, 'makeCrop'>;
  guards: Guards;
}): Api {
  const { signatures, findings, addresses, guards } = deps;
  const present = (attribution: AttributionInWords, found: FindingInPlace, personId: number): Signable => ({
    attribution: presentAttribution(attribution),
    findingId: found.finding.id,
    capturedAt: iso(found.capture.capturedAt),
    place: { estate: found.estate, station: found.station, bin: found.bin },
    expected: found.expected,
    actual: findings.liveVerdict(found.finding.id)?.verdict.actual ?? null,
    judgedBy: attribution.judgedBy,
    pictureUrl: addresses.makeCrop(found.capture.id, found.viewRevisionId, personId),
  });
  const api = guards.api();
  const access = 'sign';
  api.get(
    '/signatures',
    {
      access,
      summary: 'Attributions that wait for a second person, and what the caller decided',
      answer: signaturesSchema,
    },
    ({ caller }) => {
      const { waiting, forOthers, own } = signatures.list(caller);
      return {
        waiting: waiting.map(({ attribution, found }) => present(attribution, found, caller.id)),
        forOthers,
        own: own.map(({ attribution, found, signature }) => ({
          ...present(attribution, found, caller.id),
          id: signature.id,
          decision: signature.decision,
          reason: signature.reason,
          at: iso(signature.givenAt),
          undoneAt: signature.undoneAt === null ? null : iso(signature.undoneAt),
        })),
      };
    },
  );
  api.post(
    '/attributions/:id/signature',
    {
      access,
      action: 'attribution_signed_or_refused',
      isDiscreet: true,
      summary: 'Sign an attribution, or refuse with a reason',
      params,
      body: signatureRequestSchema,
    },
    ({ caller, params: { id }, body }) => signatures.decide(caller, id, body),
  );
  api.post(
    '/signatures/:id/undo',
    { access, action: 'signature_undone', summary: 'Take back one’s own signature or refusal', params },
    ({ caller, params: { id } }) => signatures.undo(caller, id),
  );
  return api;
}
