/** Keeps the unsent verdicts in the tab's storage, so that a reload or a new sign-in loses none. */
import type { Posting } from './outbox.ts';

/** `storage` null (shut off by the browser): they live as long as the page. */
export function createPostingStore(
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null,
  personId: number,
) {
  const key = `greensleeve.unsent.1.${personId}`;
  return {
    read(): Posting[] {
      const text = storage?.getItem(key);
      return text ? (JSON.parse(text) as Posting[]) : [];
    },
    write(postings: Posting[]): void {
      if (postings.length === 0) storage?.removeItem(key);
      else storage?.setItem(key, JSON.stringify(postings));
    },
  };
}
