/** Who was signed in last, kept in the browser so that reports can be made without network; forgotten at signing out. */
import type { SessionView } from '../../people/people.schemas.ts';

/** Counts up when the shape changes: what an older version kept is not read. */
const key = 'greensleeve.session.1';

/** The browser's storage, or null where it is shut off (reading it throws then). */
function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

export function keepSession(session: SessionView | null): void {
  if (session === null) storage()?.removeItem(key);
  else storage()?.setItem(key, JSON.stringify(session));
}

/** Undefined when none is kept. */
export function keptSession(): SessionView | undefined {
  const text = storage()?.getItem(key);
  return text ? (JSON.parse(text) as SessionView) : undefined;
}
