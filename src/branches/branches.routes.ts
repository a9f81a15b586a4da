/** Party branches: listing, adding, renaming, retiring. */
import { type Api, type Guards, requireAllEstates } from '../people/people.guards.ts';
import { addedSchema } from '../places/places.schemas.ts';
import { branchChangeSchema, branchListSchema, branchParamsSchema, newBranchSchema } from './branches.schemas.ts';
import type { BranchesService } from './branches.service.ts';

export function createBranchesRoutes({ branches, guards }: { branches: BranchesService; guards: Guards }): Api {
  const api = guards.api();
  const access = 'administer';
  api.get('/branches', { access, summary: 'Party branches, also retired ones', answer: branchListSchema }, () => ({
    items: branches.list().map(({ retiredAt, ...branch }) => ({
      ...branch,
      retiredAt: retiredAt === null ? null : new Date(retiredAt).toISOString(),
    })),
  }));
  api.post(
    '/branches',
    {
      ...{ access, action: 'branch_added', summary: 'Add a branch' },
      ...{ body: newBranchSchema, answer: addedSchema, status: 201 },
    },
    ({ caller, body }) => {
      requireAllEstates(caller);
      return { id: branches.add(body.name) };
    },
  );
  api.patch(
    '/branches/:id',
    {
      ...{ access, action: 'branch_changed', summary: 'Rename, retire or restore a branch' },
      ...{ params: branchParamsSchema, body: branchChangeSchema },
    },
    ({ caller, params, body }) => {
      requireAllEstates(caller);
      branches.change(params.id, body);
    },
  );
  return api;
}
