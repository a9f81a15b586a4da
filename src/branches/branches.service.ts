/** Party branches (支部): naming them, retiring them. Who belongs to one stands with the account. */
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import type { BranchesRepo } from './branches.repo.ts';
import type { BranchChange } from './branches.schemas.ts';

export type BranchesService = ReturnType<typeof createBranchesService>;

const nameTaken = (name: string): AppError =>
  new AppError('name_taken', `There is a branch named ${name} already.`, {
    faults: [{ pointer: '/name', detail: 'is taken' }],
  });

export function createBranchesService({ db, repo, clock }: { db: Db; repo: BranchesRepo; clock: Clock }) {
  return {
    list: repo.list,
    /** Throws `name_taken`. */
    add(name: string): number {
      const id = repo.insert(name, clock());
      if (id === null) throw nameTaken(name);
      return id;
    },
    /** Retiring leaves its people in it; nobody new joins. Throws `no_such_branch`, `name_taken`. */
    change(id: number, { name, isRetired }: BranchChange): void {
      inTransaction(db, () => {
        const branch = repo.find(id);
        if (!branch) throw new AppError('no_such_branch', `There is no branch with number ${id}.`);
        if (name !== undefined && !repo.rename(id, name)) throw nameTaken(name);
        if (isRetired !== undefined && isRetired !== (branch.retiredAt !== null)) {
          repo.setRetired(id, isRetired ? clock() : null);
        }
      });
    },
  };
}
