/** The calls of the review page. */
import type { Deal, JudgedFinding, ReviewItem, VerdictRequest } from '../../findings/findings.schemas.ts';
import type { JudgedList } from '../../findings/lookback.schemas.ts';
import { request } from '../api/client.ts';

export interface ReviewApi {
  /** Deals up to `count` items besides those in `holding`, whose leases are renewed. */
  deal(count: number, holding: string[]): Promise<Deal>;
  read(id: string): Promise<ReviewItem | JudgedFinding>;
  judge(id: string, verdict: VerdictRequest): Promise<JudgedFinding>;
  undo(id: string, version: number): Promise<ReviewItem>;
  judged(limit: number): Promise<JudgedList>;
}

export const reviewApi: ReviewApi = {
  deal: (count, holding) => request('POST', '/review/deals', { count, holding }),
  read: (id) => request('GET', `/findings/${id}`),
  judge: (id, verdict) => request('PUT', `/findings/${id}/verdict`, verdict),
  undo: (id, version) => request('POST', `/findings/${id}/undo`, { version }),
  judged: (limit) => request('GET', `/findings?limit=${limit}`),
};
