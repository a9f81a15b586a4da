/** Patrols: the roster, checking in at a station and signing off, attendance of a month. */
import type { Api, Guards } from '../people/people.guards.ts';
import { addedSchema } from '../places/places.schemas.ts';
import type { PatrolInWords, PostInWords } from './patrols.repo.ts';
import { endOf } from './patrols.rules.ts';
import {
  checkedInSchema,
  checkInSchema,
  endSchema,
  idParamsSchema,
  lastDaySchema,
  monthParamsSchema,
  newPostSchema,
  ownPatrolsSchema,
  type PatrolView,
  type PostView,
  patrolMonthSchema,
  postListSchema,
  type ShiftView,
  shiftChangeSchema,
  shiftParamsSchema,
} from './patrols.schemas.ts';
import type { PatrolsService, ShiftInWords } from './patrols.service.ts';

const iso = (at: number): string => new Date(at).toISOString();
const pad = (part: number): string => String(part).padStart(2, '0');
const timeOf = (minute: number): string => `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;

interface Placed {
  personId: number;
  personName: string;
  stationId: number;
  stationName: string;
  estateId: number;
  estateName: string;
}
const whoAndWhere = (one: Placed) => ({
  person: { id: one.personId, name: one.personName },
  station: { id: one.stationId, name: one.stationName, estate: { id: one.estateId, name: one.estateName } },
});

const presentPost = (post: PostInWords): PostView => ({
  ...{
    id: post.id,
    weekday: post.weekday,
    fromDay: post.fromDay,
    lastDay: post.lastDay,
    isCancelled: post.isCancelled,
  },
  ...{ from: timeOf(post.fromMinute), to: timeOf(post.toMinute) },
  ...whoAndWhere(post),
});
const presentShift = (shift: ShiftInWords): ShiftView => ({
  ...{ postId: shift.postId, day: shift.day, isSwapped: shift.isSwapped, state: shift.state },
  ...{ startAt: iso(shift.startAt), endAt: iso(shift.endAt) },
  ...whoAndWhere(shift),
});

function declareOwn(api: Api, patrols: PatrolsService, presentPatrol: (patrol: PatrolInWords) => PatrolView): void {
  const access = 'report';
  api.get(
    '/patrols/mine',
    { access, summary: 'Your patrols: posts from today on, and where you were', answer: ownPatrolsSchema },
    ({ caller }) => {
      const own = patrols.own(caller);
      return { shifts: own.shifts.map(presentShift), patrols: own.patrols.map(presentPatrol) };
    },
  );
  api.post(
    '/patrols/check-in',
    {
      access,
      action: 'patrol_started',
      summary: 'You are at a station, by the code of its sticker; again changes nothing',
      body: checkInSchema,
      answer: checkedInSchema,
    },
    ({ caller, body }) => {
      const { isNew, patrol } = patrols.checkIn(caller, body.code);
      return { isNew, patrol: presentPatrol(patrol) };
    },
  );
  api.put(
    '/patrols/:id/end',
    {
      access,
      action: 'patrol_ended',
      summary: 'Sign off, with what was found',
      params: idParamsSchema,
      body: endSchema,
    },
    ({ caller, params, body }) => patrols.end(caller, params.id, body),
  );
}

function declareRoster(api: Api, patrols: PatrolsService): void {
  const access = 'organise';
  const params = idParamsSchema;
  api.get(
    '/patrol-posts',
    { access, summary: 'Posts of patrols with their hours, and who may be given one', answer: postListSchema },
    ({ caller }) => ({
      today: patrols.today(),
      items: patrols.posts(caller).map(presentPost),
      people: patrols.holders(caller).map(({ id, name }) => ({ id, name })),
    }),
  );
  api.post(
    '/patrol-posts',
    {
      access,
      action: 'patrol_post_added',
      summary: 'Give somebody a post: a station, hours, a weekday or every day of a period',
      body: newPostSchema,
      answer: addedSchema,
      status: 201,
    },
    ({ caller, body }) => ({ id: patrols.addPost(caller, body) }),
  );
  api.put(
    '/patrol-posts/:id/last-day',
    {
      access,
      action: 'patrol_post_ended',
      summary: 'Say when a post ends, or that it goes on',
      params,
      body: lastDaySchema,
    },
    ({ caller, params: { id }, body }) => patrols.setLastDay(caller, id, body.lastDay),
  );
  api.post(
    '/patrol-posts/:id/cancel',
    { access, action: 'patrol_post_cancelled', summary: 'It was entered by mistake', params },
    ({ caller, params: { id } }) => patrols.cancelPost(caller, id),
  );
  api.put(
    '/patrol-posts/:id/days/:day',
    {
      access,
      action: 'patrol_shift_changed',
      summary: 'On one day somebody stands in, it is called off, or it is as it was',
      params: shiftParamsSchema,
      body: shiftChangeSchema,
    },
    ({ caller, params: { id, day }, body }) => patrols.changeShift(caller, id, day, body),
  );
}

export function createPatrolsRoutes({ patrols, guards }: { patrols: PatrolsService; guards: Guards }): Api {
  const presentPatrol = (patrol: PatrolInWords): PatrolView => {
    const endedAt = endOf(patrol, patrols.now());
    return {
      ...{ id: patrol.id, day: patrol.day, isPlanned: patrol.postId !== null, reports: patrol.reports },
      ...{ outcome: patrol.outcome, note: patrol.note },
      ...{
        startedAt: iso(patrol.startedAt),
        dueEndAt: iso(patrol.dueEndAt),
        endedAt: endedAt === null ? null : iso(endedAt),
      },
      ...whoAndWhere(patrol),
    };
  };
  const api = guards.api();
  declareOwn(api, patrols, presentPatrol);
  declareRoster(api, patrols);
  api.get(
    '/patrols/months/:month',
    {
      access: 'organise',
      summary: 'Patrols of a month: shifts with their state, who was there, sums',
      params: monthParamsSchema,
      answer: patrolMonthSchema,
    },
    ({ caller, params: { month } }) => {
      const { figures, shifts, patrols: done } = patrols.month(caller, month);
      return { month, figures, shifts: shifts.map(presentShift), patrols: done.map(presentPatrol) };
    },
  );
  return api;
}
