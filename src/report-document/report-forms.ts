/** The forms in which a report leaves the service. */
import type { ReportDocument } from './report-document.schemas.ts';

export const reportForms = ['docx', 'xlsx', 'csv'] as const;
export type ReportForm = (typeof reportForms)[number];

/** `at`: what a workbook says it was made at. */
export async function renderReport(document: ReportDocument, form: ReportForm, at: Date): Promise<Buffer> {
  // Each library is large and loaded only where it is needed.
  if (form === 'docx') return (await import('./report-docx.ts')).reportDocx(document);
  if (form === 'xlsx') return (await import('./report-xlsx.ts')).reportXlsx(document, at);
  return (await import('./report-csv.ts')).reportCsv(document);
}
