/** Tasks and spot-checks: own ones, doing and undoing, all of an estate, giving one to somebody, looking into visits. */
import type { Request } from 'express';
import type { Api, Guards } from '../people/people.guards.ts';
import { permissionsOf } from '../people/people.rules.ts';
import type { Person } from '../people/people.service.ts';
import type { Renditions } from '../platform/files/renditions.ts';
import { parseInput } from '../platform/http/parse.ts';
import { createPhotoUpload } from '../platform/http/upload.ts';
import type { SpotChecksService } from './spot-checks.service.ts';
import {
  assigneeSchema,
  completionSchema,
  ownTasksSchema,
  spotCheckListSchema,
  spotCheckResultSchema,
  type TaskView,
  taskIdSchema,
  taskListSchema,
  taskPeopleSchema,
  tasksQuerySchema,
} from './tasks.schemas.ts';
import type { TasksService, TaskWithCauses } from './tasks.service.ts';

interface Deps {
  tasks: TasksService;
  spotChecks: SpotChecksService;
  renditions: Pick<Renditions, 'get'>;
  maxPhotoBytes: number;
  calendar: { dayOf(at: number): string };
  guards: Guards;
}

const iso = (at: number): string => new Date(at).toISOString();

function createPresenter({ tasks, calendar }: Deps) {
  const completionOf = (caller: Person, task: TaskWithCauses): TaskView['completion'] => {
    const { completedBy, completedByName, completedAt, note, photo, dueDay, isDrawn, outcome } = task;
    if (completedBy === null || completedAt === null) return null;
    return {
      by: { id: completedBy, name: completedByName ?? '' },
      at: iso(completedAt),
      note: note ?? '',
      hasPhoto: photo !== null,
      inTime: calendar.dayOf(completedAt) <= dueDay,
      canUndo: tasks.mayUndo(caller, task),
      spotCheck: isDrawn === 1 ? (outcome ?? 'waiting') : null,
    };
  };
  return (caller: Person, task: TaskWithCauses): TaskView => ({
    ...{ id: task.id, kind: task.kind, state: task.state, dueDay: task.dueDay, quarter: task.quarter },
    subject: { estate: task.estate, name: task.name, stationId: task.stationId },
    person: task.personId === null ? null : { id: task.personId, name: task.personName ?? '' },
    isAssigned: task.assignedBy !== null,
    createdAt: iso(task.createdAt),
    causes: task.causes.map(({ occurredAt, expected, actual }) => ({ occurredAt: iso(occurredAt), expected, actual })),
    completion: completionOf(caller, task),
  });
}
type Present = ReturnType<typeof createPresenter>;

function declareOwn(api: Api, { tasks, maxPhotoBytes }: Deps, present: Present): void {
  const access = 'report';
  const params = taskIdSchema;
  api.get(
    '/tasks/mine',
    { access, summary: 'Your tasks: open by due day, then those done lately', answer: ownTasksSchema },
    ({ caller }) => ({ today: tasks.today(), items: tasks.ownOf(caller).map((task) => present(caller, task)) }),
  );
  api.post(
    '/tasks/:id/completion',
    {
      ...{ access, action: 'task_done', params, use: [createPhotoUpload(maxPhotoBytes)] },
      summary: 'It is done: JSON or a form with `note`, and in a form the photograph as `photo`; one of them at least',
    },
    async ({ caller, params: { id }, request }: { caller: Person; params: { id: number }; request: Request }) => {
      const { note } = parseInput(completionSchema, request.body ?? {});
      await tasks.complete(caller, id, note, request.file?.buffer ?? null);
    },
  );
  api.delete(
    '/tasks/:id/completion',
    { access, action: 'task_undone', summary: 'It isn’t done after all; for a day', params },
    ({ caller, params: { id } }) => tasks.undo(caller, id),
  );
}

function declareSpotChecks(api: Api, { spotChecks, tasks }: Deps, present: Present): void {
  const access = 'organise';
  const params = taskIdSchema;
  api.get(
    '/spot-checks',
    { access, summary: 'Visits drawn to be looked into, and what was found lately', answer: spotCheckListSchema },
    ({ caller }) => ({
      items: spotChecks.list(caller).flatMap((check) => {
        const task = tasks.find(check.taskId);
        if (!task) return [];
        const {
          completionId: id,
          draw,
          share,
          seedMark,
          drawnAt,
          checkedBy,
          checkedByName,
          checkedAt,
          outcome,
        } = check;
        const canUndo = spotChecks.mayUndo(caller, check);
        return {
          ...{ id, draw, share, seedMark, drawnAt: iso(drawnAt), isOwn: spotChecks.isOwn(caller, check) },
          task: present(caller, task),
          result:
            outcome === null || checkedBy === null || checkedAt === null
              ? null
              : {
                  ...{ outcome, note: check.note ?? '', canUndo, at: iso(checkedAt) },
                  by: { id: checkedBy, name: checkedByName ?? '' },
                },
        };
      }),
    }),
  );
  api.put(
    '/spot-checks/:id',
    { access, action: 'spot_check_recorded', summary: 'What was found', params, body: spotCheckResultSchema },
    ({ caller, params: { id }, body }) => spotChecks.record(caller, id, body),
  );
  api.delete(
    '/spot-checks/:id',
    { access, action: 'spot_check_undone', summary: 'That was recorded by mistake; for a day', params },
    ({ caller, params: { id } }) => spotChecks.undo(caller, id),
  );
}

export function createTasksRoutes(deps: Deps): Api {
  const { tasks, renditions, guards } = deps;
  const api = guards.api();
  const present = createPresenter(deps);
  declareOwn(api, deps, present);
  declareSpotChecks(api, deps, present);
  api.get(
    '/tasks',
    {
      ...{ access: 'organise', query: tasksQuerySchema, answer: taskListSchema },
      summary: 'Tasks of your estates, the newest first',
    },
    ({ caller, query }) => {
      const { items, next } = tasks.list(caller, query);
      return {
        ...{ today: tasks.today(), next, counts: tasks.counts(caller) },
        items: items.map((task) => present(caller, task)),
      };
    },
  );
  api.get(
    '/tasks/people',
    { access: 'organise', summary: 'Whom a task may be given to', answer: taskPeopleSchema },
    ({ caller }) => ({ items: tasks.people(caller) }),
  );
  api.put(
    '/tasks/:id/assignee',
    {
      ...{ access: 'organise', action: 'task_assigned', params: taskIdSchema, body: assigneeSchema },
      summary: 'Give an open task to somebody; null: back to whose field or post it is',
    },
    ({ caller, params: { id }, body }) => tasks.assign(caller, id, body.personId),
  );
  api.get(
    '/tasks/:id/photo',
    { access: 'report', summary: 'The photograph of a task that was done', params: taskIdSchema, media: 'image/jpeg' },
    async ({ caller, params: { id }, response }) => {
      const sha256 = tasks.photoOf(caller, id, permissionsOf(caller.role).includes('organise'));
      const picture = await renditions.get(sha256);
      response.type('image/jpeg').set('Cache-Control', 'private, max-age=600').send(picture);
    },
  );
  return api;
}
