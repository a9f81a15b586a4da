/** Waste beside the bins, for who looks after the station. */
import type { Api, Guards } from '../people/people.guards.ts';
import type { StationCareService } from './station-care.service.ts';
import type { StationEventsService } from './station-events.service.ts';
import type { VolunteerReportsPresenter } from './volunteer-reports.presenter.ts';
import {
  stationCareSchema,
  stationEventIdSchema,
  stationEventListSchema,
  stationEventsQuerySchema,
} from './volunteer-reports.schemas.ts';

export function createStationEventsRoutes(deps: {
  events: StationEventsService;
  care: StationCareService;
  presenter: VolunteerReportsPresenter;
  guards: Guards;
}): Api {
  const { events, care, presenter, guards } = deps;
  const api = guards.api();
  api.get(
    '/station-care',
    {
      access: 'report',
      summary:
        'The stations you look after: bins, last photographs, waste beside the bins, confirmed cases of the month',
      answer: stationCareSchema,
    },
    ({ caller }) => care.of(caller),
  );
  api.get(
    '/station-events',
    {
      access: 'report',
      summary: 'Waste beside the bins of the stations you look after, newest first',
      query: stationEventsQuerySchema,
      answer: stationEventListSchema,
    },
    ({ caller, query }) => ({
      items: events.list(caller, query.state, query.limit).map((event) => presenter.event(event, caller.id)),
    }),
  );
  api.post(
    '/station-events/:id/finish',
    {
      access: 'report',
      action: 'station_event_finished',
      summary: 'It has been put right',
      params: stationEventIdSchema,
    },
    ({ caller, params }) => events.finish(caller, params.id),
  );
  api.post(
    '/station-events/:id/reopen',
    {
      access: 'report',
      action: 'station_event_reopened',
      summary: 'It has not been put right after all',
      params: stationEventIdSchema,
    },
    ({ caller, params }) => events.reopen(caller, params.id),
  );
  return api;
}
