/** Estates with their buildings and units as a tree, each with the number of its homes in use. */
import { Button, Checkbox, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaceTree } from '../../../places/homes.schemas.ts';
import admin from '../admin.module.css';
import { AddHomes } from './add-homes.tsx';
import { PlaceActions } from './place-actions.tsx';

interface Row {
  key: string;
  kind: 'estate' | 'building' | 'unit';
  id: number;
  name: string;
  homes: number;
  retiredAt: string | null;
  children?: Row[];
}

type Place = Pick<Row, 'id' | 'name' | 'homes' | 'retiredAt'>;

function rowOf(kind: Row['kind'], { id, name, homes, retiredAt }: Place, children: Row[]): Row {
  return { key: `${kind} ${id}`, kind, id, name, homes, retiredAt, ...(children.length > 0 ? { children } : {}) };
}

function rowsOf({ estates }: PlaceTree, withRetired: boolean): Row[] {
  const isShown = ({ retiredAt }: Place): boolean => withRetired || retiredAt === null;
  return estates.filter(isShown).map((estate) =>
    rowOf(
      'estate',
      estate,
      estate.buildings.filter(isShown).map((building) =>
        rowOf(
          'building',
          building,
          building.units.filter(isShown).map((unit) => rowOf('unit', unit, [])),
        ),
      ),
    ),
  );
}

export function HomesTree({ tree }: { tree: PlaceTree }) {
  const { t } = useTranslation();
  const [withRetired, setWithRetired] = useState(false);
  const [adding, setAdding] = useState(false);
  const rows = rowsOf(tree, withRetired);
  return (
    <>
      <div className={admin.filters}>
        <Button onClick={() => setAdding(true)}>{t('placesPage.addHomes')}</Button>
        <Checkbox checked={withRetired} onChange={(event) => setWithRetired(event.target.checked)}>
          {t('placesPage.withRetired')}
        </Checkbox>
      </div>
      {rows.length === 0 && <div className={admin.empty}>{t('placesPage.noEstates')}</div>}
      {rows.length > 0 && (
        <Table<Row>
          size="small"
          dataSource={rows}
          pagination={false}
          scroll={{ x: 560 }}
          columns={[
            {
              title: t('placesPage.tree'),
              render: (_, { name, retiredAt }) => (
                <>
                  {name}{' '}
                  {retiredAt && (
                    <span className={admin.tag} data-tone="quiet">
                      {t('homesPage.retired')}
                    </span>
                  )}
                </>
              ),
            },
            { title: t('placesPage.homes'), align: 'right', width: 90, dataIndex: 'homes' },
            {
              title: t('homesPage.actions'),
              width: 220,
              render: (_, row) => (
                <PlaceActions place={row} warning={t('placesPage.retireHomes', { count: row.homes })} />
              ),
            },
          ]}
        />
      )}
      {adding && <AddHomes onClose={() => setAdding(false)} />}
    </>
  );
}
