/** The columns of each kind of import: names in both languages, which must be filled in, an example. Pure. */
import type { ImportKind } from './imports.schemas.ts';

export interface Column {
  id: string;
  zh: string;
  en: string;
  required: boolean;
  examples: [string, string];
  /** What may stand in it, for the template's drop-down. */
  choices?: string[];
}

const column = (id: string, zh: string, en: string, required: boolean, ...examples: [string, string]): Column => ({
  ...{ id, zh, en, required, examples },
});

export const categoryNames: Record<string, 'recyclable' | 'hazardous' | 'kitchen' | 'residual'> = {
  可回收物: 'recyclable',
  有害垃圾: 'hazardous',
  厨余垃圾: 'kitchen',
  湿垃圾: 'kitchen',
  其他垃圾: 'residual',
  干垃圾: 'residual',
  recyclable: 'recyclable',
  hazardous: 'hazardous',
  kitchen: 'kitchen',
  residual: 'residual',
};
const chosenCategories = ['可回收物', '有害垃圾', '厨余垃圾', '其他垃圾'];

/** Administrators are made one by one, never from a spreadsheet. */
export const roleNames: Record<
  string,
  'volunteer' | 'bin_chief' | 'member' | 'branch' | 'reviewer' | 'secretary' | 'viewer'
> = {
  志愿者: 'volunteer',
  桶长: 'bin_chief',
  党员: 'member',
  支部: 'branch',
  复核员: 'reviewer',
  书记: 'secretary',
  观察员: 'viewer',
  volunteer: 'volunteer',
  bin_chief: 'bin_chief',
  member: 'member',
  branch: 'branch',
  reviewer: 'reviewer',
  secretary: 'secretary',
  viewer: 'viewer',
};
const chosenRoles = ['志愿者', '桶长', '党员', '支部', '复核员', '书记', '观察员'];

const estate = column('estate', '小区', 'estate', true, '云河安置苑', '云河安置苑');
const building = column('building', '楼栋', 'building', true, '3幢', '3幢');

export const columnsOf: Record<ImportKind, Column[]> = {
  households: [
    estate,
    building,
    column('unit', '单元', 'unit', true, '1单元', '2单元'),
    column('room', '房号', 'room', true, '101', '102'),
  ],
  stations: [
    estate,
    column('station', '投放点', 'station', true, '东门投放点', '东门投放点'),
    column('hours', '开放时间', 'hours', false, '06:30-08:30 18:00-20:00', ''),
    { ...column('category', '应投类别', 'category', true, '厨余垃圾', '其他垃圾'), choices: chosenCategories },
    column('bin', '桶名', 'bin', false, '', '其他垃圾桶1'),
  ],
  people: [
    column('username', '用户名', 'username', true, 'zhangsan', 'lisi'),
    column('name', '姓名', 'name', true, '张三', '李四'),
    { ...column('role', '身份', 'role', true, '党员', '桶长'), choices: chosenRoles },
    column('estates', '所属小区', 'estates', false, '云河安置苑', '云河安置苑、杏林花园'),
    column('branch', '支部名称', 'branch name', false, '第一支部', ''),
  ],
  fields: [
    column('username', '党员用户名', 'username', true, 'zhangsan', 'zhangsan'),
    estate,
    building,
    column('unit', '单元', 'unit', false, '1单元', ''),
    column('room', '房号', 'room', false, '', ''),
    column('from', '开始日期', 'from', true, '2026-01-01', '2026-01-01'),
    column('last', '结束日期', 'last', false, '', '2026-12-31'),
  ],
  participation: [
    column('code', '袋码', 'bag number', false, '', ''),
    { ...estate, required: false },
    { ...building, required: false },
    column('unit', '单元', 'unit', false, '1单元', '2单元'),
    column('room', '房号', 'room', false, '101', '102'),
    column('day', '日期', 'day', true, '2026-11-01', '2026-11-01'),
    column('times', '次数', 'count', false, '2', '1'),
  ],
};

const plain = (name: string): string => name.toLowerCase().replaceAll(/[\s*＊]/g, '');

/** Which column a header names, in either language; null: none. */
export function columnNamed(kind: ImportKind, header: string): Column | null {
  return columnsOf[kind].find(({ zh, en }) => [plain(zh), plain(en)].includes(plain(header))) ?? null;
}

/** yyyy-mm-dd of a day as people write it: 2026-1-1, 2026/01/01, 2026年1月1日; null: no day. */
export function dayFrom(text: string): string | null {
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? [];
  if (!year || !month || !day) return null;
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(written) ? written : null;
}
