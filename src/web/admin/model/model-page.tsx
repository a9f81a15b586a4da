/** The model in use: version, what it measured, where its lines are drawn, what it can't do. */
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ModelInUse } from '../../../models/models.schemas.ts';
import { request } from '../../api/client.ts';
import { count, percent, percentPoint } from '../../format/number.ts';
import { dayAndTime } from '../../format/time.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import { useSignedIn } from '../../shell/session-context.tsx';
import admin from '../admin.module.css';
import { LoadFailed } from '../load-failed.tsx';
import style from './model.module.css';

type Figure = NonNullable<ModelInUse['figures']>['balancedAccuracy'];

function useFigure(): (figure: Figure) => string {
  const { t } = useTranslation();
  return (figure) =>
    figure
      ? `${percentPoint(figure.value)}（${percentPoint(figure.low)}–${percentPoint(figure.high)}）`
      : t('modelPage.none');
}

function useTime(): (iso: string) => string {
  const { i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  return (iso) => dayAndTime(iso, i18n.language, timeZone);
}

function VersionCard({ current }: Pick<ModelInUse, 'current'>) {
  const { t, i18n } = useTranslation();
  const time = useTime();
  return (
    <section className={admin.card}>
      <h2>
        {current.name} {current.version}
      </h2>
      <dl className={admin.facts}>
        <dt>{t('modelPage.inUseSince')}</dt>
        <dd>{time(current.firstUsedAt)}</dd>
        <dt>{t('modelPage.labels')}</dt>
        <dd>{current.labels}</dd>
        <dt>{t('modelPage.size')}</dt>
        <dd>{count(Math.round(current.bytes / 1_000), i18n.language)} kB</dd>
        <dt>{t('modelPage.licence')}</dt>
        <dd>{current.licence}</dd>
        <dt>{t('modelPage.sha')}</dt>
        <dd className={style.hash}>{current.sha256}</dd>
      </dl>
    </section>
  );
}

function ThresholdsCard({ thresholds }: Pick<ModelInUse, 'thresholds'>) {
  const { t } = useTranslation();
  return (
    <section className={admin.card}>
      <h2>{t('modelPage.thresholds')}</h2>
      <dl className={admin.facts}>
        {(['flag', 'fits', 'closedBag', 'nothing'] as const).map((name) => [
          <dt key={`${name}-name`}>{t(`modelPage.threshold.${name}`)}</dt>,
          <dd key={name}>{thresholds[name].toFixed(3)}</dd>,
        ])}
      </dl>
      <p className={style.note}>{t('modelPage.chosenFor', { what: thresholds.chosenFor })}</p>
    </section>
  );
}

function OffsetsCard({ offsets }: Pick<ModelInUse, 'offsets'>) {
  const { t } = useTranslation();
  if (offsets.length === 0) return null;
  return (
    <section className={admin.card}>
      <h2>{t('modelPage.offsets')}</h2>
      <p>{t('modelPage.offsetsText')}</p>
      <ul className={style.list}>
        {offsets.map(({ offset, labels }) => (
          <li key={offset}>
            <strong>
              {offset > 0 ? '+' : '−'}
              {Math.abs(offset)}
            </strong>{' '}
            {labels.join(', ')}
          </li>
        ))}
      </ul>
    </section>
  );
}

function FiguresCard({ figures }: { figures: NonNullable<ModelInUse['figures']> }) {
  const { t, i18n } = useTranslation();
  const figure = useFigure();
  const { photos, classes, balancedAccuracy, flags } = figures;
  return (
    <section className={admin.card}>
      <h2>{t('modelPage.figures')}</h2>
      <p>{t('modelPage.figuresText', { photos: count(photos, i18n.language), classes })}</p>
      <dl className={admin.facts}>
        <dt>{t('modelPage.balanced')}</dt>
        <dd>{figure(balancedAccuracy)}</dd>
      </dl>
      <table className={style.table}>
        <caption>{t('modelPage.flagsTitle')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('modelPage.share')}</th>
            <th scope="col">{t('modelPage.precision')}</th>
            <th scope="col">{t('modelPage.recall')}</th>
          </tr>
        </thead>
        <tbody>
          {flags.map(({ misplacedShare, precision, recall }) => (
            <tr key={misplacedShare}>
              <th scope="row">{percent(misplacedShare)}</th>
              <td>{figure(precision)}</td>
              <td>{figure(recall)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Earlier({ earlier }: Pick<ModelInUse, 'earlier'>) {
  const { t } = useTranslation();
  const time = useTime();
  return (
    <section className={admin.card}>
      <h2>{t('modelPage.earlier')}</h2>
      {earlier.length === 0 && <p>{t('modelPage.noEarlier')}</p>}
      <ul className={style.list}>
        {earlier.map(({ name, version, sha256, firstUsedAt }) => (
          <li key={sha256}>
            {name} {version} · {time(firstUsedAt)}
          </li>
        ))}
      </ul>
    </section>
  );
}

export default function ModelPage() {
  const { t } = useTranslation();
  usePageTitle(t('modelPage.title'));
  const { data, isPending, error, refetch } = useQuery({
    queryKey: ['model'],
    queryFn: () => request<ModelInUse>('GET', '/model'),
  });
  return (
    <div className={admin.page}>
      <div className={admin.head}>
        <h1>{t('modelPage.title')}</h1>
      </div>
      <p className={admin.intro}>{t('modelPage.intro')}</p>
      {isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {error && !data && <LoadFailed title={t('modelPage.failed')} error={error} retry={() => void refetch()} />}
      {data && (
        <div className={style.cards}>
          {data.figures ? (
            <FiguresCard figures={data.figures} />
          ) : (
            <section className={admin.card}>{t('modelPage.noFigures')}</section>
          )}
          <VersionCard current={data.current} />
          {data.limits.length > 0 && (
            <section className={admin.card}>
              <h2>{t('modelPage.limits')}</h2>
              <ul className={style.list} lang="en">
                {data.limits.map((limit) => (
                  <li key={limit}>{limit}</li>
                ))}
              </ul>
            </section>
          )}
          <div className={style.column}>
            <ThresholdsCard thresholds={data.thresholds} />
            <OffsetsCard offsets={data.offsets} />
            <Earlier earlier={data.earlier} />
          </div>
        </div>
      )}
    </div>
  );
}
