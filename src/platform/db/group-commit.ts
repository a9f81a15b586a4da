/** Gathers what arrives while a commit is on its way and writes it in one transaction: one sync for many rows. */
import { type Db, inTransaction } from './database.ts';
import { withoutErrand } from './errand.ts';

export interface GroupCommit<Item, Result> {
  /** Resolves with the item's result once it is durable. Rejects with the error of writing this very item. */
  submit(item: Item): Promise<Result>;
}

interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/**
 * `write` handles one item inside the transaction; `finish` runs once at its end, over all items written. When the
 * transaction fails each item gets one of its own, so that a bad one spoils no other.
 */
export function createGroupCommit<Item, Result>(
  db: Db,
  write: (item: Item) => Result,
  options: { maxItems: number; finish?: (items: Item[]) => void },
): GroupCommit<Item, Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let scheduled = false;

  const commit = (group: Waiting<Item, Result>[]): Result[] =>
    inTransaction(db, () => {
      const results = group.map(({ item }) => write(item));
      options.finish?.(group.map(({ item }) => item));
      return results;
    });

  const settle = (group: Waiting<Item, Result>[]): void => {
    try {
      const results = commit(group);
      group.forEach(({ resolve }, index) => {
        resolve(results[index] as Result);
      });
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error);
      else for (const one of group) settle([one]);
    }
  };

  const flush = (): void => {
    const group = waiting.slice(0, options.maxItems);
    waiting = waiting.slice(options.maxItems);
    scheduled = waiting.length > 0;
    if (scheduled) setImmediate(flush);
    settle(group);
  };

  return {
    submit(item) {
      return new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        if (scheduled) return;
        scheduled = true;
        withoutErrand(() => setImmediate(flush));
      });
    },
  };
}
