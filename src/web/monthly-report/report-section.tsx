/** A section of the report: its text, charts and tables. */
import { cellText } from '../../report-document/cell-text.rules.ts';
import type {
  ReportDocument,
  ReportTable,
  ReportSection as Section,
} from '../../report-document/report-document.schemas.ts';
import style from './monthly-report.module.css';
import { ReportChart } from './report-chart.tsx';

function TableOf({ table, none }: { table: ReportTable; none: string }) {
  if (table.rows.length === 0) {
    return (
      <p className={style.none}>
        {table.title}: {table.none}
      </p>
    );
  }
  return (
    // A wide table scrolls by itself on a phone, also by keys.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section className={style.scroll} tabIndex={0} aria-label={table.title}>
      <table className={style.table} data-table={table.id}>
        <caption>{table.title}</caption>
        <thead>
          <tr>
            {table.columns.map(({ label, isText }) => (
              <th key={label} scope="col" data-text={isText}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => (
            // Rows have no name of their own, and never move.
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <tr key={at}>
              {row.map((cell, column) => (
                <td key={table.columns[column]?.label} data-text={table.columns[column]?.isText}>
                  {cellText(cell, none)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function ReportSection({ section, words }: { section: Section; words: ReportDocument['words'] }) {
  return (
    <section id={section.id} className={style.section}>
      <h2>{section.heading}</h2>
      {section.paragraphs.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {section.charts.map((chart) => (
        <ReportChart key={chart.id} chart={chart} />
      ))}
      {section.tables.map((table) => (
        <TableOf key={table.id} table={table} none={words.none} />
      ))}
    </section>
  );
}
