/** Looking back: what was judged, by filters that the address holds, each with its details. */
import DownloadOutlined from '@ant-design/icons/es/icons/DownloadOutlined';
import { Alert, Button, Empty, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { problemText } from '../api/problem-text.ts';
import { count } from '../format/number.ts';
import { dayAt } from '../format/time.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { FilterBar } from './filter-bar.tsx';
import { changeFilter, type Filters, readFilters } from './filters.ts';
import { FindingCard } from './finding-card.tsx';
import { FindingDrawer } from './finding-drawer.tsx';
import { exportAddress, useJudgedList, useLookbackChoices } from './lookback.api.ts';
import style from './lookback.module.css';

const isId = (text: string | null): text is string => text !== null && /^[0-9a-f-]{36}$/.test(text);

export default function LookbackPage() {
  const { t, i18n } = useTranslation();
  usePageTitle(t('lookback.title'));
  const { timeZone } = useSignedIn().community;
  const [address, setAddress] = useSearchParams();
  const filters = readFilters(address, dayAt(Date.now(), timeZone));
  const choices = useLookbackChoices();
  const finding = address.get('finding');
  const close = () => {
    const rest = new URLSearchParams(address);
    rest.delete('finding');
    setAddress(rest, { preventScrollReset: true });
  };
  return (
    <div className={style.page}>
      <div className={style.head}>
        <h1>{t('lookback.title')}</h1>
        <Button icon={<DownloadOutlined aria-hidden />} href={exportAddress(filters, i18n.language)} download>
          {t('lookback.export')}
        </Button>
      </div>
      <FilterBar
        filters={filters}
        choices={choices.data}
        onChange={(name, value) =>
          setAddress((known) => changeFilter(known, name, value), { preventScrollReset: true })
        }
        onClear={() => setAddress({}, { preventScrollReset: true })}
      />
      <Results filters={filters} address={address} />
      {isId(finding) && <FindingDrawer key={finding} id={finding} onClose={close} />}
    </div>
  );
}

function Results({ filters, address }: { filters: Filters; address: URLSearchParams }) {
  const { t, i18n } = useTranslation();
  const list = useJudgedList(filters);
  if (list.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (!list.data) {
    return (
      <Alert
        role="alert"
        type="error"
        showIcon
        title={t('lookback.failed')}
        description={problemText(list.error, t)}
        action={<Button onClick={() => void list.refetch()}>{t('common.tryAgain')}</Button>}
      />
    );
  }
  const items = list.data.pages.flatMap((page) => page.items);
  const total = list.data.pages[0]?.total ?? 0;
  return (
    <div aria-busy={list.isPlaceholderData} className={style.results}>
      <p className={style.total} role="status">
        {t('lookback.total', { count: count(total, i18n.language) })}
      </p>
      {items.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('lookback.none')} />}
      <ul className={style.cards}>
        {items.map((finding) => (
          <li key={finding.verdict.id}>
            <FindingCard finding={finding} address={address} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('lookback.more')}
        </Button>
      )}
    </div>
  );
}
