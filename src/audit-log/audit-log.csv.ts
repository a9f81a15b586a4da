/** The log as lines of CSV, in the language asked for. */
import { csvLine } from '../platform/csv.ts';
import { nameOfAction, nameOfObject } from './audit-log.actions.ts';
import type { AuditEntry } from './audit-log.repo.ts';

type Language = 'zh-CN' | 'en';

const headings: Record<Language, string[]> = {
  'zh-CN': ['编号', '日期', '时间', '姓名', '用户名', '操作', '对象', '对象编号', '内容'],
  en: ['Id', 'Day', 'Time', 'Name', 'User name', 'Action', 'Object', 'Object id', 'What was sent'],
};

export function createAuditCsv(language: Language, timeZone: string) {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return {
    heading: (): string => csvLine(headings[language]),
    line({ id, at, person, action, object, objectId, details }: AuditEntry): string {
      const [day = '', time = ''] = clock.format(new Date(at)).split(' ');
      return csvLine([
        id,
        day,
        time,
        person?.name ?? null,
        person?.username ?? null,
        nameOfAction(action)[language],
        nameOfObject(object)[language],
        objectId,
        details && JSON.stringify(details),
      ]);
    },
  };
}
