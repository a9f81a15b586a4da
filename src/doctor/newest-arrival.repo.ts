/** When the newest photograph came in, by the rows. */
import { max } from 'drizzle-orm';
import { captureTable } from '../captures/captures.table.ts';
import { openReadOnly } from '../platform/db/database.ts';

/** Null: none has come in yet. Throws when there is no database at `path`. */
export function newestArrivalAt(path: string): number | null {
  const db = openReadOnly(path);
  try {
    return (
      db
        .select({ at: max(captureTable.receivedAt) })
        .from(captureTable)
        .get()?.at ?? null
    );
  } finally {
    db.$client.close();
  }
}
