/** The list of what was judged as lines of CSV, in the language asked for. */
import type { Category } from '../inference/categories.ts';
import type { Scheme } from '../inference/scheme.ts';
import { csvLine } from '../platform/csv.ts';
import type { JudgedFinding } from './findings.schemas.ts';

export type ExportLanguage = 'zh-CN' | 'en';

const headings: Record<ExportLanguage, string[]> = {
  'zh-CN': [
    '拍摄日期',
    '拍摄时间',
    '小区',
    '投放点',
    '桶',
    '应投',
    '判定',
    '实际',
    '另有',
    '物品',
    '备注',
    '复核员',
    '判定日期',
    '判定时间',
    '看过模型后改判',
    '来源',
    '模型看法',
    '分数',
    '标出线',
    '模型版本',
    '编号',
  ],
  en: [
    'Day taken',
    'Time taken',
    'Estate',
    'Station',
    'Bin',
    'Expected',
    'Verdict',
    'Actual',
    'Also',
    'Item',
    'Note',
    'Reviewer',
    'Day judged',
    'Time judged',
    'After reveal',
    'Source',
    'Model says',
    'Score',
    'Threshold',
    'Model',
    'Id',
  ],
};

const words: Record<ExportLanguage, Record<string, string>> = {
  'zh-CN': {
    misplaced: '投错',
    fits: '投对',
    unclear: '看不清',
    no_waste: '没有垃圾',
    duplicate: '重复',
    mixed: '混投',
    flag: '模型标出的疑点',
    audit: '随机抽查',
    report: '志愿者上报',
    cannot_tell: '拿不准',
    empty: '没有垃圾',
    unusable: '照片不能用',
    yes: '是',
    no: '否',
  },
  en: {
    misplaced: 'misplaced',
    fits: 'fits',
    unclear: 'unclear',
    no_waste: 'no waste',
    duplicate: 'duplicate',
    mixed: 'mixed',
    flag: 'flagged',
    audit: 'random audit',
    report: 'report',
    cannot_tell: 'can’t tell',
    empty: 'no waste',
    unusable: 'unusable',
    yes: 'yes',
    no: 'no',
  },
};

export function createLookbackCsv(language: ExportLanguage, scheme: Scheme, timeZone: string) {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const dayAndTime = (iso: string): [string, string] => {
    const [day = '', time = ''] = clock.format(new Date(iso)).split(' ');
    return [day, time];
  };
  const word = (name: string): string => words[language][name] ?? name;
  const category = (name: Category | 'mixed' | null): string | null =>
    name === null || name === 'mixed' ? name && word(name) : (scheme.names[name][language] ?? name);
  return {
    heading: (): string => csvLine(headings[language]),
    line({ id, capturedAt, place, expected, verdict, reveal }: JudgedFinding): string {
      return csvLine([
        ...dayAndTime(capturedAt),
        place.estate.name,
        place.station.name,
        place.bin?.name ?? null,
        category(expected),
        word(verdict.judgement),
        category(verdict.actual),
        verdict.further.map(category).join(' ') || null,
        verdict.item && (verdict.item.names[language] ?? verdict.item.label),
        verdict.note,
        verdict.by.name,
        ...dayAndTime(verdict.at),
        word(verdict.afterReveal ? 'yes' : 'no'),
        reveal && word(reveal.source),
        reveal && word(reveal.decision),
        reveal?.score ?? null,
        reveal?.threshold ?? null,
        reveal?.model ?? null,
        id,
      ]);
    },
  };
}
