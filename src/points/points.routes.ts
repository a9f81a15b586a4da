/** Points: a year by member and branch, a member's ledger with the cause of each row, rules, and the assessment to take away. */
import { z } from 'zod';
import type { Api, Guards } from '../people/people.guards.ts';
import { permissionsOf } from '../people/people.rules.ts';
import type { Person } from '../people/people.service.ts';
import { byteOrderMark, csvLine } from '../platform/csv.ts';
import { writeWorkbook } from '../platform/workbook.ts';
import { assessmentTable } from './points.export.ts';
import {
  dryRunResultSchema,
  dryRunSchema,
  exportQuerySchema,
  type MemberEntries,
  memberEntriesSchema,
  newRulesSchema,
  ownPointsSchema,
  pointsSchema,
  ruleListSchema,
  yearQuerySchema,
} from './points.schemas.ts';
import type { PointsService } from './points.service.ts';

const params = z.object({ id: z.coerce.number().int().positive() });
const iso = (at: number): string => new Date(at).toISOString();
const about = {
  own_case: 'own',
  field_case: 'field',
  report_confirmed: 'report',
  visit_done: 'visit',
  visit_overdue: 'visit',
  spot_check_failed: 'visit',
  field_red_list: 'list',
} as const;

function presentMember(found: ReturnType<PointsService['ofMember']>, person: Person): MemberEntries {
  const mayOpen = permissionsOf(person.role).includes('review');
  const { member, balance, entries } = found;
  return {
    member: { id: member.id, name: member.name },
    branch: member.branch,
    balance,
    entries: entries.map(({ causeKey, findingId, bookedAt, ...entry }) => ({
      ...entry,
      bookedAt: iso(bookedAt),
      about: about[causeKey.slice(0, causeKey.indexOf(':')) as keyof typeof about],
      findingId: mayOpen ? findingId : null,
    })),
  };
}

export function createPointsRoutes({ points, guards }: { points: PointsService; guards: Guards }): Api {
  const api = guards.api();
  const access = 'see_points';
  api.get(
    '/points',
    {
      access,
      summary: 'Points of a year by member and branch, with grades',
      query: yearQuerySchema,
      answer: pointsSchema,
    },
    ({ query }) => points.ofYear(query.year),
  );
  api.get(
    '/points/members/:id',
    { access, summary: 'A member’s points, each row with its cause', params, answer: memberEntriesSchema },
    ({ caller, params: { id } }) => presentMember(points.ofMember(id), caller),
  );
  api.get(
    '/my/points',
    { access: 'signed_in', summary: 'The caller’s own points; null: not a member', answer: ownPointsSchema },
    ({ caller }) => ({
      points: points.isMember(caller.id) ? presentMember(points.ofMember(caller.id), caller) : null,
    }),
  );
  api.get(
    '/points/assessment.csv',
    {
      access,
      action: 'assessment_exported',
      summary: 'The year-end assessment for a spreadsheet',
      query: exportQuerySchema,
      media: 'text/csv',
    },
    ({ query: { year, language }, response }) => {
      const lines = assessmentTable(points.ofYear(year), language).map(csvLine);
      response
        .attachment('assessment.csv')
        .type('text/csv')
        .send(byteOrderMark + lines.join(''));
    },
  );
  api.get(
    '/points/assessment.xlsx',
    {
      access,
      action: 'assessment_exported',
      summary: 'The year-end assessment as a workbook',
      query: exportQuerySchema,
      media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    },
    async ({ query: { year, language }, response }) => {
      const found = points.ofYear(year);
      const bytes = await writeWorkbook([{ name: found.year, rows: assessmentTable(found, language) }]);
      response.attachment('assessment.xlsx').send(bytes);
    },
  );
  api.get(
    '/points/rules',
    {
      access: 'signed_in',
      summary: 'The rules in force and their versions: whoever has points can read them',
      answer: ruleListSchema,
    },
    () => {
      const { inForce, versions } = points.rules();
      return { inForce, versions: versions.map((one) => ({ ...one, createdAt: iso(one.createdAt) })) };
    },
  );
  api.post(
    '/points/rules',
    { access: 'set_rules', action: 'point_rules_added', summary: 'Other rules from a day on', body: newRulesSchema },
    ({ caller, body }) => points.addRules(caller, body),
  );
  api.post(
    '/points/rules/dry-run',
    {
      access: 'set_rules',
      unlogged: 'changes nothing',
      summary: 'What other rules would have given in the last three months',
      body: dryRunSchema,
      answer: dryRunResultSchema,
    },
    ({ body }) => points.dryRun(body.rules),
  );
  return api;
}
