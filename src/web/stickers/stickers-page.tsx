/** Printing sheets of stickers: for which stations, how many on a sheet, and a preview that is the print. */
import PrinterOutlined from '@ant-design/icons/es/icons/PrinterOutlined';
import RedoOutlined from '@ant-design/icons/es/icons/RedoOutlined';
import { Alert, Button, Checkbox, Empty, Input, Popconfirm, Segmented, TreeSelect } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sticker } from '../../stickers/stickers.schemas.ts';
import { problemText } from '../api/problem-text.ts';
import { FailurePage } from '../shell/message-pages.tsx';
import { PageSkeleton } from '../shell/page-skeleton.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { type PerSheet, StickerSheet } from './sticker-sheet.tsx';
import { type Station, useRetire, useStations, useStickers } from './stickers.api.ts';
import style from './stickers.module.css';

/** Addresses that only the service's own machine can reach. */
const isLocal = (address: string): boolean =>
  /^https?:\/\/(localhost|127\.|\[::1\])/.test(address) || !/^https?:\/\//.test(address);

interface Choice {
  stationIds: number[];
  perSheet: PerSheet;
  withStations: boolean;
  withBins: boolean;
  address: string;
}

function Controls({
  stations,
  choice,
  count,
  change,
}: {
  stations: readonly Station[];
  choice: Choice;
  count: number;
  change(to: Partial<Choice>): void;
}) {
  const { t } = useTranslation();
  const [stationsId, addressId] = [useId(), useId()];
  const sheets = Math.ceil(count / choice.perSheet);
  return (
    <div className={style.controls}>
      <div className={style.field}>
        <label htmlFor={stationsId}>{t('sticker.stations')}</label>
        <TreeSelect
          id={stationsId}
          treeCheckable
          showCheckedStrategy="SHOW_CHILD"
          treeNodeFilterProp="title"
          maxTagCount={3}
          allowClear
          value={choice.stationIds}
          placeholder={t('sticker.chooseStations')}
          treeData={[...Map.groupBy(stations, ({ estate }) => estate.name)].map(([estate, ofEstate]) => ({
            title: estate,
            value: estate,
            children: ofEstate.map(({ id, name }) => ({ title: name, value: id })),
          }))}
          onChange={(values: number[]) => change({ stationIds: values })}
        />
      </div>
      <div className={style.field}>
        <label htmlFor={addressId}>{t('sticker.address')}</label>
        <Input
          id={addressId}
          value={choice.address}
          onChange={(event) => change({ address: event.target.value.trim().replace(/\/+$/, '') })}
        />
      </div>
      <Segmented<PerSheet>
        aria-label={t('sticker.perSheet')}
        value={choice.perSheet}
        options={([12, 24] as const).map((value) => ({ value, label: t('sticker.each', { count: value }) }))}
        onChange={(perSheet) => change({ perSheet })}
      />
      <Checkbox checked={choice.withBins} onChange={(event) => change({ withBins: event.target.checked })}>
        {t('sticker.bins')}
      </Checkbox>
      <Checkbox checked={choice.withStations} onChange={(event) => change({ withStations: event.target.checked })}>
        {t('sticker.wholeStations')}
      </Checkbox>
      <Button
        type="primary"
        icon={<PrinterOutlined aria-hidden />}
        disabled={count === 0}
        onClick={() => window.print()}
      >
        {t('sticker.print', { count: sheets })}
      </Button>
      {isLocal(choice.address) && (
        <Alert className={style.wide ?? ''} type="warning" showIcon title={t('sticker.local')} />
      )}
      <p className={style.wide}>{t('sticker.advice')}</p>
    </div>
  );
}

function Sheets({ stickers, choice }: { stickers: readonly Sticker[]; choice: Choice }) {
  const { t } = useTranslation();
  const retire = useRetire();
  const sheets = Array.from({ length: Math.ceil(stickers.length / choice.perSheet) }, (_, index) =>
    stickers.slice(index * choice.perSheet, (index + 1) * choice.perSheet),
  );
  return (
    <div className={style.sheets}>
      {retire.error && <Alert type="error" showIcon title={problemText(retire.error, t)} />}
      {sheets.map((ofSheet) => (
        <StickerSheet
          key={ofSheet[0]?.code}
          stickers={ofSheet}
          perSheet={choice.perSheet}
          address={choice.address}
          onScreen={({ code }) => (
            <Popconfirm title={t('sticker.renewSure')} onConfirm={() => retire.mutateAsync(code)}>
              <Button
                size="small"
                type="text"
                icon={<RedoOutlined aria-hidden />}
                aria-label={t('sticker.renew', { code })}
                title={t('sticker.renew', { code })}
              />
            </Popconfirm>
          )}
        />
      ))}
    </div>
  );
}

function Printing({ stations }: { stations: readonly Station[] }) {
  const { t } = useTranslation();
  const first = stations[0]?.estate.id;
  const [choice, setChoice] = useState<Choice>({
    stationIds: stations.flatMap(({ id, estate }) => (estate.id === first ? [id] : [])),
    perSheet: 12,
    withStations: true,
    withBins: true,
    address: window.location.origin,
  });
  const stickers = useStickers(choice.stationIds);
  const wanted = (choice.stationIds.length > 0 ? (stickers.data?.items ?? []) : []).filter(({ bin }) =>
    bin ? choice.withBins : choice.withStations,
  );
  return (
    <>
      <Controls
        stations={stations}
        choice={choice}
        count={wanted.length}
        change={(to) => setChoice((before) => ({ ...before, ...to }))}
      />
      {stickers.error && <Alert type="error" showIcon title={problemText(stickers.error, t)} />}
      {wanted.length > 0 ? <Sheets stickers={wanted} choice={choice} /> : <Empty description={t('sticker.none')} />}
    </>
  );
}

export default function StickersPage() {
  const { t } = useTranslation();
  const stations = useStations();
  usePageTitle(t('sticker.title'));
  if (stations.isPending) return <PageSkeleton />;
  if (!stations.data) return <FailurePage error={stations.error} retry={() => void stations.refetch()} />;
  return (
    <main id="content" className={style.page}>
      <h1>{t('sticker.title')}</h1>
      <Printing stations={stations.data.stations} />
    </main>
  );
}
