/** The ledger as a table to take away: real moments and numbers for a workbook, plain text for CSV. */
import type { Scheme } from '../inference/scheme.ts';
import type { ViolationView } from './violations.schemas.ts';

export type ExportLanguage = 'zh-CN' | 'en';
type Cell = string | number | Date | null;

const words = {
  'zh-CN': {
    sheet: '违规台账',
    heading: [
      '编号',
      '拍摄时间',
      '所属月份',
      '小区',
      '投放点',
      '桶',
      '应投',
      '实际',
      '发现',
      '状态',
      '责任户（单元）',
      '认定依据',
      '签字时间',
      '作废时间',
      '作废原因',
    ],
    state: { unnamed: '未认定责任户', unsigned: '待签字', signed: '已签字', appealed: '申诉中', voided: '已作废' },
    contested: '（判定不一，待第三人）',
    seenBy: { camera: '摄像头', volunteer: '志愿者' },
    basis: { bag_number: '袋上编号', witness: '值守人看见', own_word: '本户自述' },
    reason: {
      verdict_undone: '判定已撤回',
      other_verdict: '改以另一判定为准',
      duplicate: '与前一片段重复',
      no_duplicate: '并非重复',
      appeal_upheld: '申诉成立',
      appeal_reopened: '申诉裁定撤回',
      other: '其他',
    },
    mixed: '混投',
    masked: '（不显示）',
  },
  en: {
    sheet: 'Ledger',
    heading: [
      'No.',
      'Taken',
      'Month',
      'Estate',
      'Station',
      'Bin',
      'Expected',
      'Actual',
      'Seen by',
      'State',
      'Home or unit',
      'Known by',
      'Signed',
      'Voided',
      'Why voided',
    ],
    state: {
      unnamed: 'nobody named',
      unsigned: 'waiting for signature',
      signed: 'signed',
      appealed: 'under appeal',
      voided: 'voided',
    },
    contested: ' (two differ, third to decide)',
    seenBy: { camera: 'camera', volunteer: 'volunteer' },
    basis: { bag_number: 'number on the bag', witness: 'witness on duty', own_word: 'the household’s word' },
    reason: {
      verdict_undone: 'verdict undone',
      other_verdict: 'another verdict stands',
      duplicate: 'duplicate of an earlier one',
      no_duplicate: 'no duplicate after all',
      appeal_upheld: 'appeal upheld',
      appeal_reopened: 'decision on the appeal taken back',
      other: 'other',
    },
    mixed: 'mixed',
    masked: '(not shown)',
  },
} as const;

const minute = 60_000;
/** Spreadsheets know no zones: a moment as the clock of the community showed it. */
function onTheWall(iso: string, offsetOf: (at: number) => number): Date {
  const at = Date.parse(iso);
  return new Date(Math.floor(at / minute) * minute + offsetOf(at));
}

/** Writes rows in one language; `offsetOf`: what the community's clock is ahead of UTC, in ms. */
export function createLedgerTable(language: ExportLanguage, scheme: Scheme, offsetOf: (at: number) => number) {
  const text = words[language];
  const nameOf = (category: ViolationView['actual']) =>
    category === 'mixed' ? text.mixed : scheme.names[category][language];
  const moment = (iso: string | null): Date | null => (iso === null ? null : onTheWall(iso, offsetOf));
  return {
    sheet: text.sheet,
    heading: [...text.heading],
    line: (row: ViolationView): Cell[] => [
      row.id,
      moment(row.occurredAt),
      row.month,
      row.estate.name,
      row.station.name,
      row.bin?.name ?? null,
      nameOf(row.expected),
      nameOf(row.actual),
      text.seenBy[row.seenBy],
      text.state[row.state] + (row.isContested ? text.contested : ''),
      row.source && (row.source.label ?? text.masked),
      row.source && text.basis[row.source.basis],
      moment(row.signedAt),
      moment(row.voided?.at ?? null),
      row.voided && text.reason[row.voided.reason],
    ],
  };
}

/** A cell as CSV has it: moments to the minute. */
export const plainCell = (cell: Cell): string | number | null =>
  cell instanceof Date ? cell.toISOString().slice(0, 16).replace('T', ' ') : cell;
