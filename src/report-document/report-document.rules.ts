/** A month’s report put into words: pure, so that every form of it shows the same. */
import type { Category } from '../inference/categories.ts';
import type { MonthlyReport } from '../monthly-report/report.schemas.ts';
import { countSections } from './count-sections.rules.ts';
import { followUpSections } from './follow-up-sections.rules.ts';
import { rateSections } from './rate-sections.rules.ts';
import type { ReportDocument, ReportLanguage } from './report-document.schemas.ts';
import type { Writing } from './section-parts.rules.ts';
import { sentenceText } from './sentences.rules.ts';
import { wordsEn } from './words-en.rules.ts';
import { wordsZhCN } from './words-zh-cn.rules.ts';

/** What the community’s scheme calls its categories, and their colours. */
export type CategoryNames = Record<Category, Record<ReportLanguage | 'colour', string>>;

const wordsOf = { 'zh-CN': wordsZhCN, en: wordsEn };
const mixedColour = '#8a5a9b';

export function writeReport(report: MonthlyReport, names: CategoryNames, language: ReportLanguage): ReportDocument {
  const words = wordsOf[language];
  const writing: Writing = {
    report,
    words,
    nameOf: (category) => (category === 'mixed' ? words.mixed : names[category][language]),
    colourOf: (category) => (category === 'mixed' ? mixedColour : names[category].colour),
  };
  const { head } = report;
  return {
    language,
    title: words.title(head.community),
    subtitle: words.subtitle(head.month, words.state[head.state]),
    facts: [
      { label: words.facts.zone, text: head.timeZone },
      ...(head.closedBy && head.closedAt
        ? [
            {
              label: words.facts.closed,
              text: words.facts.by(head.closedBy.name, head.closedAt.slice(0, 16).replace('T', ' ')),
            },
          ]
        : []),
      { label: words.facts.hash, text: head.inputsHash.slice(0, 16) },
    ],
    highlights: report.sentences.map(({ place, generated, edit }) => {
      const text = sentenceText(writing, generated);
      return { place, text: edit?.text ?? text, generated: edit && text, editedBy: edit?.by.name ?? null };
    }),
    sections: [...rateSections(writing), ...countSections(writing), ...followUpSections(writing)].map((one, at) => ({
      ...one,
      heading: words.heading(at, one.heading),
    })),
    signatures: [...words.signatures],
    footer: words.footer(head.month),
    words: { none: words.none, low: words.low, high: words.high, tables: words.tables },
  };
}
