/** The slip of a notice as it comes out of the printer: A5, folded with the address outside. */
import PrinterOutlined from '@ant-design/icons/es/icons/PrinterOutlined';
import { Alert, Button, Input, QRCode } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { NoticeView } from '../../notices/notices.schemas.ts';
import { EvidencePicture } from '../review/evidence-picture.tsx';
import { FailurePage } from '../shell/message-pages.tsx';
import { PageSkeleton } from '../shell/page-skeleton.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { useNoticeWords } from './notice-facts.tsx';
import { useNotice } from './notices.api.ts';
import style from './slip.module.css';

/** In groups of four, as people read them out. */
const spaced = (code: string): string => code.replaceAll(/(.{4})(?=.)/g, '$1-');

function Slip({ notice, address }: { notice: NoticeView; address: string }) {
  const { t } = useTranslation();
  const { community } = useSignedIn();
  const words = useNoticeWords({ notice, community });
  return (
    <article className={style.slip}>
      <header>
        <h1>{t('slip.title')}</h1>
        <p>{community.name}</p>
      </header>
      <p className={style.to}>{t('slip.to', { home: `${notice.household.estate} ${notice.household.label}` })}</p>
      <p>{t('slip.text', { time: words.time(notice.capturedAt), place: words.place })}</p>
      <div className={style.shown}>
        <figure>
          <EvidencePicture src={notice.pictureUrl} alt={t('told.picture', { place: words.place })} />
          <figcaption>{t('slip.masked')}</figcaption>
        </figure>
        <dl>
          <dt>{t('told.wrong')}</dt>
          <dd>
            {words.bin}
            <br />
            {words.wrong}
          </dd>
          <dt>{t('told.right')}</dt>
          <dd>{words.right}</dd>
          <dt>{t('slip.known')}</dt>
          <dd>{t('slip.signed', { name: notice.signedBy?.name ?? '' })}</dd>
        </dl>
      </div>
      <section className={style.appeal}>
        <QRCode
          type="svg"
          value={`${address}/n/${notice.code}`}
          errorLevel="M"
          bordered={false}
          size={128}
          style={{ padding: 0 }}
          bgColor="#fff"
          color="#000"
          aria-label={t('slip.qr')}
        />
        <div>
          <h2>{t('slip.appealTitle')}</h2>
          <p>{t('slip.appealText', { days: notice.termDays, address: `${address}/n` })}</p>
          <p className={style.code}>{spaced(notice.code)}</p>
          <p>{t('slip.until')}</p>
        </div>
      </section>
      <footer>{t('slip.after')}</footer>
    </article>
  );
}

export default function SlipPage() {
  const { t } = useTranslation();
  usePageTitle(t('slip.title'));
  const { id } = useParams();
  const notice = useNotice(Number(id));
  const [address, setAddress] = useState(window.location.origin);
  const fieldId = useId();
  if (notice.isPending) return <PageSkeleton />;
  if (!notice.data) return <FailurePage error={notice.error} retry={() => void notice.refetch()} />;
  const isLocal = /^https?:\/\/(localhost|127\.|\[::1\])/.test(address);
  return (
    <div className={style.page}>
      <div className={style.controls}>
        <Link to="/notices">{t('slip.back')}</Link>
        <label htmlFor={fieldId}>{t('slip.address')}</label>
        <Input
          id={fieldId}
          value={address}
          onChange={(event) => setAddress(event.target.value.trim().replace(/\/+$/, ''))}
        />
        <Button type="primary" icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
          {t('slip.print')}
        </Button>
        {isLocal && <Alert type="warning" showIcon title={t('slip.local')} />}
      </div>
      <Slip notice={notice.data} address={address} />
    </div>
  );
}
