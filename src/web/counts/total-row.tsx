/** The last row: everything listed added up. */
import { Table } from 'antd';
import type { Counts } from '../../ledger/months.schemas.ts';
import { CoverageCell } from './coverage-cell.tsx';
import { CountCell, judgedColumns, seenColumns } from './station-columns.tsx';

export function TotalRow({ label, counts }: { label: string; counts: Counts }) {
  const { Row, Cell } = Table.Summary;
  const afterSeen = 1 + seenColumns.length;
  return (
    <Table.Summary fixed="bottom">
      <Row>
        <Cell index={0}>
          <strong>{label}</strong>
        </Cell>
        {seenColumns.map((key, place) => (
          <Cell key={key} index={1 + place} align="right">
            <CountCell counts={counts} of={key} />
          </Cell>
        ))}
        <Cell index={afterSeen}>
          <CoverageCell hours={counts.hours} />
        </Cell>
        {judgedColumns.map((key, place) => (
          <Cell key={key} index={afterSeen + 1 + place} align="right">
            <CountCell counts={counts} of={key} />
          </Cell>
        ))}
      </Row>
    </Table.Summary>
  );
}
