/** The README's generated parts: environment variables and error codes as the code uses them, and the model's figures. */
import { variables } from '../config/variables.ts';
import { presentSummary } from '../evaluation/report.presenter.ts';
import type { Report } from '../evaluation/report.rules.ts';
import { statusOf } from '../platform/http/problems.ts';
import { problemCodes } from '../platform/problem-codes.ts';
import { type Language, markdownTable, replaceSection } from './table.ts';

const words = {
  en: {
    environment: ['Variable', 'Read by', 'Default', 'Meaning'],
    problems: ['Code', 'Status', 'Meaning', 'What to do'],
    readBy: { web: 'web', worker: 'worker', both: 'web, worker' },
    none: 'none',
  },
  'zh-CN': {
    environment: ['变量', '由谁读取', '默认值', '含义'],
    problems: ['代码', '状态码', '含义', '怎么办'],
    readBy: { web: 'web', worker: 'worker', both: 'web、worker' },
    none: '无',
  },
} as const;

const code = (text: string): string => `\`${text}\``;

export function environmentTable(language: Language): string {
  const { environment, readBy, none } = words[language];
  const rows = Object.values(variables).map((variable) => [
    code(variable.name),
    readBy[variable.readBy],
    variable.fallback === null ? none : code(variable.fallback),
    variable.meaning[language],
  ]);
  return markdownTable(environment, rows);
}

export function problemTable(language: Language): string {
  const rows = Object.entries(problemCodes).map(([name, { kind, meaning, remedy }]) => [
    code(name),
    String(statusOf[kind].status),
    meaning[language],
    remedy[language],
  ]);
  return markdownTable(words[language].problems, rows);
}

/** The README with its generated parts as they should be, `report` being on the model. Throws when a marker is missing. */
export function withGenerated(readme: string, report: Report, language: Language): string {
  const parts = {
    model: `\`\`\`\n${presentSummary(report)}\n\`\`\``,
    environment: environmentTable(language),
    problems: problemTable(language),
  };
  return Object.entries(parts).reduce((text, [name, content]) => replaceSection(text, name, content), readme);
}
