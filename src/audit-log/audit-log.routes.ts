/** Reading the log of who did what when: page by page, what to look for, all of it as CSV. */
import { once } from 'node:events';
import type { CommunityService } from '../community/community.service.ts';
import type { Api, Guards } from '../people/people.guards.ts';
import { byteOrderMark } from '../platform/csv.ts';
import { namedActions, namedObjects } from './audit-log.actions.ts';
import { createAuditCsv } from './audit-log.csv.ts';
import { auditChoicesSchema, auditExportSchema, auditListSchema, auditQuerySchema } from './audit-log.schemas.ts';
import type { AuditLogService } from './audit-log.service.ts';

export function createAuditLogRoutes(deps: {
  auditLog: AuditLogService;
  community: Pick<CommunityService, 'settings'>;
  guards: Guards;
}): Api {
  const { auditLog, community, guards } = deps;
  const api = guards.api();
  const access = 'see_audit_log';
  api.get(
    '/audit-log',
    { access, summary: 'Who did what when, the latest first', query: auditQuerySchema, answer: auditListSchema },
    ({ caller, query: { before, limit, ...filter } }) => {
      const { items, next } = auditLog.page(caller, filter, before, limit);
      return { items: items.map((entry) => ({ ...entry, at: new Date(entry.at).toISOString() })), next };
    },
  );
  api.get(
    '/audit-log/choices',
    { access, summary: 'People, actions and sorts of things to look for', answer: auditChoicesSchema },
    ({ caller }) => ({ people: auditLog.readable(caller), actions: namedActions, objects: namedObjects }),
  );
  api.get(
    '/audit-log.csv',
    {
      ...{ access, action: 'audit_log_exported', summary: 'The same, all of it, for a spreadsheet' },
      ...{ query: auditExportSchema, media: 'text/csv' },
    },
    async ({ caller, query: { language, ...filter }, response }) => {
      const csv = createAuditCsv(language, community.settings().timeZone);
      response
        .attachment('audit-log.csv')
        .type('text/csv')
        .write(byteOrderMark + csv.heading());
      for (const entries of auditLog.export(caller, filter)) {
        if (response.closed) return;
        const lines = entries.map((entry) => csv.line(entry));
        if (!response.write(lines.join(''))) await Promise.race([once(response, 'drain'), once(response, 'close')]);
      }
      response.end();
    },
  );
  return api;
}
