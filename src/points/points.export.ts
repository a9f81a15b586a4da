/** The year-end assessment (量化考核) as a table, for CSV and for a workbook. */
import { gradeNames } from './points.rules.ts';
import type { Points } from './points.schemas.ts';

export type ExportLanguage = 'zh-CN' | 'en';
type Cell = string | number;

const words = {
  'zh-CN': {
    heading: ['排名', '姓名', '支部', '年度积分', '累计积分', '等次'],
    none: '未编入支部',
    grades: ['优秀', '良好', '合格', '不合格'],
    thresholds: '等次标准（年度积分不低于）',
  },
  en: {
    heading: ['Rank', 'Name', 'Branch', 'Points of the year', 'Balance', 'Grade'],
    none: 'no branch',
    grades: ['excellent', 'good', 'passed', 'not passed'],
    thresholds: 'Thresholds (points of the year at least)',
  },
} as const;

/** Heading first, then members, the best first; equal sums share a rank. The thresholds stand below. */
export function assessmentTable({ members, grades }: Points, language: ExportLanguage): Cell[][] {
  const text = words[language];
  const lines = members.map(({ member, branch, tenths, balance, grade }): Cell[] => [
    members.findIndex((one) => one.tenths === tenths) + 1,
    member.name,
    branch?.name ?? text.none,
    tenths / 10,
    balance / 10,
    text.grades[gradeNames.indexOf(grade)] ?? grade,
  ]);
  const thresholds = ([grades.excellent, grades.good, grades.passed] as const).map((least, index): Cell[] => [
    text.thresholds,
    text.grades[index] ?? '',
    least / 10,
  ]);
  return [[...text.heading], ...lines, [], ...thresholds];
}
