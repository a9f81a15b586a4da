/** The service as the sender of reports sees it, for the page and the service worker alike. */
import type { SessionView } from '../../people/people.schemas.ts';
import type { Upload } from '../../volunteer-reports/volunteer-reports.schemas.ts';
import { isSignedOut, request, requestWith } from '../api/client.ts';
import type { ReportsApi } from './report-sender.ts';

/** A piece may take so long on a bad line. */
const pieceTimeoutMs = 60_000;

export const reportsApi: ReportsApi = {
  async person() {
    try {
      return (await request<SessionView>('GET', '/session')).person.id;
    } catch (error) {
      if (isSignedOut(error)) return null;
      throw error;
    }
  },
  uploaded: (id) => request<Upload>('GET', `/reports/${id}/upload`),
  upload: (id, from, piece, total) =>
    requestWith<Upload>(`/reports/${id}/upload`, {
      method: 'PUT',
      headers: {
        'content-type': 'application/octet-stream',
        'content-range': `bytes ${from}-${from + piece.size - 1}/${total}`,
      },
      body: piece,
      signal: AbortSignal.timeout(pieceTimeoutMs),
    }),
  report: (body) => request('POST', '/reports', body),
};

/** SHA-256 in hex; null where the page has no TLS and so no cryptography. */
export async function hashOf(photo: Blob): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null;
  const digest = await crypto.subtle.digest('SHA-256', await photo.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
