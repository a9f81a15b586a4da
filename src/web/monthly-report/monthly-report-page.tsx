/** The monthly report: read, written into, closed, printed, taken along as Word, Excel or CSV. */
import DownloadOutlined from '@ant-design/icons/es/icons/DownloadOutlined';
import PrinterOutlined from '@ant-design/icons/es/icons/PrinterOutlined';
import { Alert, Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { ReportDocument } from '../../report-document/report-document.schemas.ts';
import { problemText } from '../api/problem-text.ts';
import { may } from '../api/session.ts';
import { MonthPicker } from '../counts/month-picker.tsx';
import { isMonth, monthAt } from '../format/time.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { ClosingCard } from './closing-card.tsx';
import { Highlight } from './highlight.tsx';
import { fileAddress, useMonths, useReport, useReportDocument } from './monthly-report.api.ts';
import style from './monthly-report.module.css';
import { ReportSection } from './report-section.tsx';

function Actions({ month }: { month: string }) {
  const { t, i18n } = useTranslation();
  return (
    <div className={style.buttons}>
      {(['docx', 'xlsx', 'csv'] as const).map((form) => (
        <Button
          key={form}
          icon={<DownloadOutlined aria-hidden />}
          href={fileAddress(month, form, i18n.language)}
          download
        >
          {t(`monthly.form.${form}`)}
        </Button>
      ))}
      <Link className={style.link ?? ''} to={`/meeting-pack?month=${month}`}>
        {t('meeting.title')}
      </Link>
      <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
        {t('monthly.print')}
      </Button>
    </div>
  );
}

function Paper({ month, document, canWrite }: { month: string; document: ReportDocument; canWrite: boolean }) {
  const report = useReport(month, canWrite).data;
  const isOpen = canWrite && report !== undefined && report.head.state !== 'closed';
  return (
    <>
      {canWrite && <ClosingCard month={month} inputsHash={report?.head.inputsHash} />}
      <article className={style.paper}>
        <header>
          <h1>{document.title}</h1>
          <p className={style.subtitle}>{document.subtitle}</p>
        </header>
        <ol className={style.highlights}>
          {document.highlights.map((highlight) => (
            <Highlight
              key={`${month} ${highlight.place}`}
              month={month}
              highlight={highlight}
              version={
                isOpen ? (report.sentences.find(({ place }) => place === highlight.place)?.version ?? null) : null
              }
            />
          ))}
        </ol>
        {document.sections.map((section) => (
          <ReportSection key={section.id} section={section} words={document.words} />
        ))}
        <div className={style.signatures}>
          {document.signatures.map((label) => (
            <span key={label}>{label}：</span>
          ))}
        </div>
        <footer className={style.facts}>
          {document.facts.map(({ label, text }) => (
            <span key={label}>
              {label}：{text}
            </span>
          ))}
        </footer>
      </article>
    </>
  );
}

export default function MonthlyReportPage() {
  const { t, i18n } = useTranslation();
  usePageTitle(t('monthly.title'));
  const session = useSignedIn();
  const [address, setAddress] = useSearchParams();
  const asked = address.get('month');
  const thisMonth = monthAt(Date.now(), session.community.timeZone);
  const month = isMonth(asked) ? asked : thisMonth;
  const months = useMonths();
  const report = useReportDocument(month, i18n.language);
  return (
    <div className={style.page}>
      <div className={`${style.head} ${style.screenOnly}`}>
        <MonthPicker
          month={month}
          last={thisMonth}
          months={months.data?.items.map((one) => one.month) ?? []}
          onChoose={(chosen) => setAddress({ month: chosen })}
        />
        <Actions month={month} />
      </div>
      {report.isError && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t('monthly.failed')}
          description={problemText(report.error, t)}
          action={<Button onClick={() => void report.refetch()}>{t('common.tryAgain')}</Button>}
        />
      )}
      {report.isPending && <Skeleton active paragraph={{ rows: 14 }} />}
      {report.data && (
        <Paper key={month} month={month} document={report.data} canWrite={may(session, 'close_months')} />
      )}
    </div>
  );
}
