/** The sheet of a meeting pack: figures, what rose, what is overdue, pictures, measures, room for what is decided. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeetingPack } from '../../meeting-pack/meeting-pack.schemas.ts';
import { percentPoint } from '../format/number.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import style from './meeting-pack.module.css';
import { usePackWords } from './pack-words.ts';

function Part({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section className={style.part}>
      <h2>{title}</h2>
      {note && <p className={style.note}>{note}</p>}
      {children}
    </section>
  );
}

function Lines({ lines, none }: { lines: string[]; none: string }) {
  if (lines.length === 0) return <p className={style.note}>{none}</p>;
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function Figures({ rate, cases }: Pick<MeetingPack, 'rate' | 'cases'>) {
  const { t } = useTranslation();
  const shown = (estimate: MeetingPack['rate']['now']['estimate']): string =>
    estimate
      ? t('meeting.rateNow', {
          rate: percentPoint(estimate.rate),
          low: percentPoint(estimate.low),
          high: percentPoint(estimate.high),
        })
      : t('meeting.tooFew');
  return (
    <dl className={style.figures}>
      <div>
        <dt>{t('meeting.rate')}</dt>
        <dd>{shown(rate.now.estimate)}</dd>
        <dd className={style.note}>
          {t('meeting.rateBefore', { rate: shown(rate.before.estimate) })} · {t(`meeting.change.${rate.change}`)}
        </dd>
      </div>
      <div>
        <dt>{t('meeting.cases')}</dt>
        <dd>{t('meeting.casesNow', cases)}</dd>
        <dd className={style.note}>{t('meeting.casesBefore', cases)}</dd>
      </div>
    </dl>
  );
}

function Pictures({ pictures }: Pick<MeetingPack, 'pictures'>) {
  const { t } = useTranslation();
  const words = usePackWords();
  if (pictures.length === 0) return <p className={style.note}>{t('meeting.picturesNone')}</p>;
  return (
    <div className={style.pictures}>
      {pictures.map((one) => {
        const text = t('meeting.picture', { place: words.place(one), pair: words.pair(one) });
        return (
          <figure key={one.findingId}>
            <img src={one.pictureUrl} alt={text} />
            <figcaption>
              {text}
              <br />
              <span className={style.note}>{words.time(one.at)}</span>
            </figcaption>
          </figure>
        );
      })}
    </div>
  );
}

const kinds = ['flags', 'contested', 'signatures', 'notices', 'appeals'] as const;

export function PackSheet({ pack }: { pack: MeetingPack }) {
  const { t } = useTranslation();
  const { community } = useSignedIn();
  const words = usePackWords();
  const rose = [
    ...pack.rose.stations.map((one) => t('meeting.roseItem', { ...one, what: words.place(one) })),
    ...pack.rose.pairs.map((one) => t('meeting.roseItem', { ...one, what: words.pair(one) })),
  ];
  const overdue = [
    ...kinds
      .filter((kind) => pack.overdue[kind].count > 0)
      .map((kind) =>
        t('meeting.waitItem', {
          what: t(`meeting.wait.${kind}`),
          count: pack.overdue[kind].count,
          since: words.time(pack.overdue[kind].since ?? ''),
        }),
      ),
    ...pack.cameras.map((one) =>
      t(`meeting.camera.${one.kind}`, {
        place: words.place(one),
        camera: one.camera.name,
        since: words.time(one.since),
      }),
    ),
  ];
  return (
    <article className={style.sheet}>
      <header>
        <h1>{t('meeting.heading', { community: community.name })}</h1>
        <p className={style.note}>{t('meeting.days', pack.days)}</p>
      </header>
      <Figures rate={pack.rate} cases={pack.cases} />
      <div className={style.columns}>
        <Part title={t('meeting.rose')}>
          <Lines lines={rose} none={t('meeting.roseNone')} />
        </Part>
        <Part title={t('meeting.overdue')}>
          <Lines lines={overdue} none={t('meeting.overdueNone')} />
        </Part>
      </div>
      <Part title={t('meeting.pictures')} note={t('meeting.picturesText')}>
        <Pictures pictures={pack.pictures} />
      </Part>
      <Part title={t('meeting.measures')} note={t('meeting.measuresText')}>
        <Lines lines={pack.measures.map(words.measure)} none={t('meeting.measuresNone')} />
      </Part>
      <Part title={t('meeting.decided')}>
        <div className={style.blank} />
      </Part>
    </article>
  );
}
