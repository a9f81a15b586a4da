/** Review: dealing, judging, undoing, looking back. */
import { Router } from 'express';
import { z } from 'zod';
import { type Guards, personOf } from '../people/people.guards.ts';
import { parseInput } from '../platform/http/parse.ts';
import type { FindingsPresenter } from './findings.presenter.ts';
import { dealRequestSchema, judgedQuerySchema, undoRequestSchema, verdictRequestSchema } from './findings.schemas.ts';
import type { FindingsService } from './findings.service.ts';

const idSchema = z.uuid('must be the id of a finding');

export function createFindingsRoutes(deps: {
  findings: FindingsService;
  presenter: FindingsPresenter;
  guards: Guards;
}): Router {
  const { findings, presenter, guards } = deps;
  const review = guards.permission('review');
  const router = Router();
  router.post('/review/deals', review, (request, response) => {
    const person = personOf(request);
    const { count, holding } = parseInput(dealRequestSchema, request.body);
    const { items, waiting } = findings.deal(person, count, holding);
    response.json({ items: items.map((item) => presenter.presentOpen(item, person.id)), waiting });
  });
  router.get('/findings', review, (request, response) => {
    const person = personOf(request);
    const { month, before, limit } = parseInput(judgedQuerySchema, request.query);
    const { items, next } = findings.judged(person, { month: month ?? null, before: before ?? null, limit });
    response.json({ items: items.map((item) => presenter.present(item, person.id)), next });
  });
  router.get('/findings/:id', review, (request, response) => {
    const person = personOf(request);
    const found = findings.find(person, parseInput(idSchema, request.params.id));
    response.json(presenter.present(found, person.id));
  });
  router.put('/findings/:id/verdict', review, (request, response) => {
    const person = personOf(request);
    const id = parseInput(idSchema, request.params.id);
    const judged = findings.judge(person, id, parseInput(verdictRequestSchema, request.body));
    response.json(presenter.present(judged, person.id));
  });
  router.post('/findings/:id/undo', review, (request, response) => {
    const person = personOf(request);
    const id = parseInput(idSchema, request.params.id);
    const { version } = parseInput(undoRequestSchema, request.body);
    response.json(presenter.present(findings.undo(person, id, version), person.id));
  });
  return router;
}
