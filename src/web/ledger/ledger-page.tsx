/** The ledger of violations (违规台账): rows of a month or some days by filters that the address holds, each with its details. */
import { Alert, Button, Empty, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { problemText } from '../api/problem-text.ts';
import { MonthPicker } from '../counts/month-picker.tsx';
import { isMonth, monthAt } from '../format/time.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { CaseDrawer } from './case-drawer.tsx';
import { FilterBar } from './filter-bar.tsx';
import { changeFilter, type Filters, readFilters } from './filters.ts';
import { exportAddress, useLedger, useLedgerChoices } from './ledger.api.ts';
import style from './ledger.module.css';
import { RowLink } from './row-link.tsx';

const still = { preventScrollReset: true };

export default function LedgerPage() {
  const { t, i18n } = useTranslation();
  usePageTitle(t('ledger.title'));
  const { timeZone } = useSignedIn().community;
  const [address, setAddress] = useSearchParams();
  const thisMonth = monthAt(Date.now(), timeZone);
  const asked = address.get('month');
  const month = isMonth(asked) ? asked : thisMonth;
  const filters = readFilters(address, month);
  const choices = useLedgerChoices();
  const row = address.get('row');
  const close = () => {
    const rest = new URLSearchParams(address);
    rest.delete('row');
    setAddress(rest, still);
  };
  const chooseMonth = (chosen: string) => {
    const changed = new URLSearchParams(address);
    for (const gone of ['from', 'to', 'row']) changed.delete(gone);
    changed.set('month', chosen);
    setAddress(changed, still);
  };
  return (
    <div className={style.page}>
      <div className={style.head}>
        <h1>{t('ledger.title')}</h1>
        <MonthPicker month={month} last={thisMonth} months={choices.data?.months ?? []} onChoose={chooseMonth} />
        <span className={style.files}>
          <a href={exportAddress('xlsx', filters, i18n.language)}>{t('ledger.workbook')}</a>
          <a href={exportAddress('csv', filters, i18n.language)}>{t('ledger.csv')}</a>
        </span>
      </div>
      <p className={style.soft}>{t('ledger.what')}</p>
      <FilterBar
        filters={filters}
        choices={choices.data}
        onChange={(name, value) => setAddress((known) => changeFilter(known, name, value), still)}
        onClear={() => setAddress({ month }, still)}
      />
      <Rows filters={filters} address={address} />
      {row !== null && /^\d+$/.test(row) && <CaseDrawer key={row} id={row} onClose={close} />}
    </div>
  );
}

function Rows({ filters, address }: { filters: Filters; address: URLSearchParams }) {
  const { t } = useTranslation();
  const list = useLedger(filters);
  if (list.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (!list.data) {
    return (
      <Alert
        role="alert"
        type="error"
        showIcon
        title={t('ledger.failed')}
        description={problemText(list.error, t)}
        action={<Button onClick={() => void list.refetch()}>{t('common.tryAgain')}</Button>}
      />
    );
  }
  const rows = list.data.pages.flatMap(({ items }) => items);
  const [first] = list.data.pages;
  return (
    <div aria-busy={list.isPlaceholderData} className={style.results}>
      <p className={style.total} role="status">
        {t('ledger.total', { count: first?.total ?? 0, live: first?.live ?? 0 })}
      </p>
      {rows.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('ledger.none')}>
          <p className={style.soft}>{t('ledger.noneText')}</p>
        </Empty>
      )}
      <ul className={style.rows}>
        {rows.map((row) => (
          <li key={row.id}>
            <RowLink row={row} address={address} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('ledger.more')}
        </Button>
      )}
    </div>
  );
}
