/** Where a photograph lies in the content-addressed folder; workers that share the disk use it too. */
import { join } from 'node:path';

/** ab/cd/<sha256> below `folder`. */
export function photoPath(folder: string, sha256: string): string {
  return join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}
