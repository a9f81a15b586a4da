/** How one posting reaches the service, and what to make of a “changed in the meantime”. */
import type { JudgedFinding, ReviewItem, VerdictRequest } from '../../findings/findings.schemas.ts';
import { ApiProblem } from '../api/client.ts';
import type { Delivery, Posting, Verdict } from './outbox.ts';
import type { ReviewApi } from './review.api.ts';

function requestOf(verdict: Verdict, version: number): VerdictRequest {
  const { judgement, actual, details } = verdict;
  return {
    version,
    judgement,
    ...(actual === null ? {} : { actual }),
    ...(details && details.further.length > 0 ? { further: details.further } : {}),
    ...(details?.item ? { item: details.item } : {}),
    ...(details?.note ? { note: details.note } : {}),
  };
}

/** Whether the finding stands as the posting wanted it: an earlier try arrived, only its answer was lost. */
function hasArrived(posting: Posting, finding: ReviewItem | JudgedFinding, personId: number): boolean {
  if (posting.verdict === null) return finding.state === 'open';
  return (
    finding.state === 'judged' &&
    finding.verdict.by.id === personId &&
    finding.verdict.judgement === posting.verdict.judgement &&
    finding.verdict.actual === posting.verdict.actual
  );
}

function arrived(finding: ReviewItem | JudgedFinding): Delivery {
  return finding.state === 'judged' ? { kind: 'judged', finding } : { kind: 'reopened', item: finding };
}

/**
 * Sends the posting; a refusal is an answer, not an error.
 * @throws NetworkFailure, or an ApiProblem that passes by itself or asks to sign in.
 */
export function createDelivery(deps: { api: ReviewApi; personId: number; isFinal(error: unknown): boolean }) {
  const { api, personId, isFinal } = deps;
  return async (posting: Posting, version: number): Promise<Delivery> => {
    const { item, verdict } = posting;
    try {
      if (verdict === null) return { kind: 'reopened', item: await api.undo(item.id, version) };
      return { kind: 'judged', finding: await api.judge(item.id, requestOf(verdict, version)) };
    } catch (error) {
      if (!isFinal(error)) throw error;
      const finding = await readAfterRefusal(api, item.id, isFinal);
      const conflict = error instanceof ApiProblem && error.status === 409;
      if (conflict && finding && hasArrived(posting, finding, personId)) return arrived(finding);
      return { kind: 'refused', error, finding };
    }
  };
}

/** How the finding stands now; null when this person may not see it any more. */
async function readAfterRefusal(api: ReviewApi, id: string, isFinal: (error: unknown) => boolean) {
  try {
    return await api.read(id);
  } catch (error) {
    if (!isFinal(error)) throw error;
    return null;
  }
}
