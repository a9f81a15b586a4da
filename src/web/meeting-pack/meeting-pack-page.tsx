/** The pack for the fortnightly meeting (半月谈): one sheet of A4 for half a month. */
import PrinterOutlined from '@ant-design/icons/es/icons/PrinterOutlined';
import { Alert, Button, Segmented, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { problemText } from '../api/problem-text.ts';
import { MonthPicker } from '../counts/month-picker.tsx';
import { dayAt, isMonth } from '../format/time.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { useMeetingPack } from './meeting-pack.api.ts';
import style from './meeting-pack.module.css';
import { PackSheet } from './pack-sheet.tsx';

export default function MeetingPackPage() {
  const { t } = useTranslation();
  usePageTitle(t('meeting.title'));
  const today = dayAt(Date.now(), useSignedIn().community.timeZone);
  const [address, setAddress] = useSearchParams();
  const thisMonth = today.slice(0, 7);
  const asked = address.get('month');
  const month = isMonth(asked) ? asked : thisMonth;
  const hasSecond = month < thisMonth || today.slice(8) > '15';
  const half = address.get('half') === '1' || !hasSecond ? 1 : 2;
  const pack = useMeetingPack(month, half);
  return (
    <div className={style.page}>
      <div className={style.head}>
        <MonthPicker month={month} last={thisMonth} months={[]} onChoose={(chosen) => setAddress({ month: chosen })} />
        <Segmented
          aria-label={t('meeting.title')}
          value={half}
          options={[
            { value: 1, label: t('meeting.half.first') },
            { value: 2, label: t('meeting.half.second'), disabled: !hasSecond },
          ]}
          onChange={(chosen) => setAddress({ month, half: String(chosen) })}
        />
        <Link to={`/monthly-report?month=${month}`}>{t('meeting.report')}</Link>
        <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
          {t('meeting.print')}
        </Button>
      </div>
      {pack.isError && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t('meeting.failed')}
          description={problemText(pack.error, t)}
          action={<Button onClick={() => void pack.refetch()}>{t('common.tryAgain')}</Button>}
        />
      )}
      {pack.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
      {pack.data && <PackSheet pack={pack.data} />}
    </div>
  );
}
