/** Closing a month (月结): what stands in its way, the draw of what is left, and the closing itself. */
import { Button, InputNumber, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Closing } from '../../monthly-report/month-reports.schemas.ts';
import { problemText } from '../api/problem-text.ts';
import { useCloseMonth, useClosing, useDrawRest } from './monthly-report.api.ts';
import style from './monthly-report.module.css';

function RestDraw({ month, closing }: { month: string; closing: Closing }) {
  const { t } = useTranslation();
  const draw = useDrawRest(month);
  const [judge, setJudge] = useState(() => Math.max(1, Math.min(closing.flagsOpen, 100)));
  return (
    <div className={style.restDraw}>
      <p>{t('monthly.restText', { count: closing.flagsOpen })}</p>
      <div className={style.buttons}>
        <InputNumber
          aria-label={t('monthly.restCount')}
          min={1}
          max={closing.flagsOpen}
          value={judge}
          onChange={(value) => setJudge(value ?? 1)}
        />
        <Popconfirm
          title={t('monthly.restConfirm', { judge, left: closing.flagsOpen - judge })}
          okText={t('monthly.rest')}
          cancelText={t('monthly.cancel')}
          onConfirm={() => draw.mutateAsync(judge).catch(() => undefined)}
        >
          <Button loading={draw.isPending}>{t('monthly.rest')}</Button>
        </Popconfirm>
      </div>
      {draw.isError && (
        <p role="alert" className={style.failed}>
          {problemText(draw.error, t)}
        </p>
      )}
    </div>
  );
}

/** `inputsHash`: of the report that is on the page; what is closed is what was looked at. */
export function ClosingCard({ month, inputsHash }: { month: string; inputsHash: string | undefined }) {
  const { t } = useTranslation();
  const { data: closing } = useClosing(month);
  const close = useCloseMonth(month);
  if (closing?.state !== 'draft') return null;
  const waits = [
    closing.awaitsDraw && t('monthly.awaitsDraw'),
    closing.auditsOpen > 0 && t('monthly.auditsOpen', { count: closing.auditsOpen }),
    closing.flagsOpen > 0 && t('monthly.flagsOpen', { count: closing.flagsOpen }),
  ].filter((text) => text !== false);
  return (
    <section className={`${style.closing} ${style.screenOnly}`} aria-label={t('monthly.closing')}>
      <h2>{t('monthly.closing')}</h2>
      <p>{t('monthly.closingText')}</p>
      {waits.length > 0 && (
        <ul>
          {waits.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      {closing.flagsOpen > 0 && !closing.awaitsDraw && (
        <RestDraw key={closing.flagsOpen} month={month} closing={closing} />
      )}
      <Popconfirm
        title={t('monthly.closeConfirm')}
        okText={t('monthly.close')}
        cancelText={t('monthly.cancel')}
        onConfirm={() => close.mutateAsync(inputsHash ?? '').catch(() => undefined)}
      >
        <Button type="primary" disabled={!closing.mayClose || inputsHash === undefined} loading={close.isPending}>
          {t('monthly.close')}
        </Button>
      </Popconfirm>
      {close.isError && (
        <p role="alert" className={style.failed}>
          {problemText(close.error, t)}
        </p>
      )}
    </section>
  );
}
