/** The table of stations with search, estate filter, sorting and a total of what is listed. */
import { Button, Empty, Input, Select, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MonthCounts } from '../../ledger/months.schemas.ts';
import style from './counts.module.css';
import { useStationColumns } from './station-columns.tsx';
import { chooseRows, estatesOf, type StationRow, sumRows } from './station-rows.ts';
import { TotalRow } from './total-row.tsx';

const wholeTable = 1000;

export function StationTable({ counts }: { counts: MonthCounts }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [estateId, setEstateId] = useState<number | null>(null);
  const rows = chooseRows(counts.stations, search, estateId);
  const isFiltered = rows.length < counts.stations.length;
  const columns = useStationColumns(counts.month);
  const clear = () => {
    setSearch('');
    setEstateId(null);
  };
  return (
    <section className={style.stations}>
      <div className={style.tableHead}>
        <h2>{t('counts.stations')}</h2>
        <span className={style.shown} role="status">
          {isFiltered
            ? t('counts.shown', { shown: rows.length, all: counts.stations.length })
            : t('counts.stationCount', { all: counts.stations.length })}
        </span>
        <div className={style.filters}>
          <Input
            type="search"
            allowClear
            aria-label={t('counts.search')}
            placeholder={t('counts.search')}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          <Select
            aria-label={t('counts.estate')}
            value={estateId ?? 0}
            onChange={(id) => setEstateId(id === 0 ? null : id)}
            options={[
              { value: 0, label: t('counts.allEstates') },
              ...estatesOf(counts.stations).map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </div>
      </div>
      <Table<StationRow>
        rowKey="id"
        size="small"
        columns={columns}
        dataSource={rows}
        pagination={rows.length > wholeTable ? { pageSize: wholeTable, showSizeChanger: false } : false}
        scroll={{ x: 'max-content' }}
        sticky={{ offsetHeader: 54 }}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description={t(isFiltered ? 'counts.none' : 'counts.noneInMonth')}
            >
              {isFiltered && <Button onClick={clear}>{t('counts.clear')}</Button>}
            </Empty>
          ),
        }}
        summary={() =>
          rows.length > 0 && (
            <TotalRow
              label={t(isFiltered ? 'counts.totalShown' : 'counts.total')}
              counts={isFiltered ? sumRows(rows) : counts.total}
            />
          )
        }
      />
      <p className={style.why}>{t('counts.notMeasuredWhy')}</p>
    </section>
  );
}
