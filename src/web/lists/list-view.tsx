/** A month's red and black lists, the same on the screen, for residents and on the A3 sheet on the wall. */
import { useTranslation } from 'react-i18next';
import type { MonthListView } from '../../lists/lists.schemas.ts';
import { percent } from '../format/number.ts';
import style from './lists.module.css';

type Place = MonthListView['stations'][number];
type Count = MonthListView['units'][number];

/** In percentage points, with a sign. */
const pointsOf = (change: number): string => {
  const rounded = Math.round(change * 1_000) / 10;
  return rounded > 0 ? `+${rounded}` : rounded < 0 ? `−${-rounded}` : '0';
};

function Places({ title, rows }: { title: string; rows: readonly Place[] }) {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  return (
    <section className={style.block}>
      <h2>{title}</h2>
      <div className={style.scroll}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('lists.rank')}</th>
              <th scope="col">{t('lists.name')}</th>
              <th scope="col">{t('lists.rate')}</th>
              <th scope="col">{t('lists.change')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, within, rank, isTied, standing, estimate, judged, change }) => (
              <tr key={`${within} ${name}`} data-standing={standing ?? 'none'}>
                <td>{rank === null ? '–' : isTied ? t('lists.tied', { rank }) : rank}</td>
                <td>
                  {name}
                  {within && <span className={style.soft}> {within}</span>}
                  {standing === 'red' && <strong className={style.red}>{t('lists.red')}</strong>}
                  {standing === 'black' && <strong className={style.black}>{t('lists.black')}</strong>}
                </td>
                <td>
                  {estimate === null ? (
                    <span className={style.soft}>{t('lists.tooFew', { judged })}</span>
                  ) : (
                    <>
                      {percent(estimate.rate)}{' '}
                      <span className={style.soft}>
                        {percent(estimate.low)}–{percent(estimate.high)}
                      </span>
                    </>
                  )}
                </td>
                <td>{change === null ? '–' : pointsOf(change)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Counts({ title, rows, none }: { title: string; rows: readonly Count[]; none: string }) {
  const { t } = useTranslation();
  return (
    <section className={style.block}>
      <h2>{title}</h2>
      {rows.length === 0 && <p className={style.soft}>{none}</p>}
      <ol className={style.counts}>
        {rows.map(({ name, within, cases, rank, isTied }, index) => (
          // Masked codes may be the same for two homes.
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are frozen and never change places
          <li key={index}>
            <span className={style.soft}>{isTied ? t('lists.tied', { rank }) : rank}</span>
            <span>
              {name} {within && <span className={style.soft}>{within}</span>}
            </span>
            <strong>{t('lists.cases', { count: cases })}</strong>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Model households; a month without records of participation has none, and says so. */
function RedHouseholds({ red }: { red: MonthListView['redHouseholds'] }) {
  const { t } = useTranslation();
  return (
    <section className={style.block}>
      <h2>{t('lists.redHouseholds')}</h2>
      {!red && <p>{t('lists.noParticipation')}</p>}
      {red?.rows.length === 0 && <p className={style.soft}>{t('lists.noRed')}</p>}
      <ol className={style.counts}>
        {red?.rows.map(({ name, days, rank, isTied }, index) => (
          // Masked codes may be the same for two homes.
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are frozen and never change places
          <li key={index}>
            <span className={style.soft}>{isTied ? t('lists.tied', { rank }) : rank}</span>
            <span>{name}</span>
            <strong>{t('lists.days', { count: days })}</strong>
          </li>
        ))}
      </ol>
      {red && <p className={style.soft}>{t('lists.howRed', { days: red.leastDays })}</p>}
    </section>
  );
}

export function ListView({ list }: { list: MonthListView }) {
  const { t } = useTranslation();
  const { community, unlisted } = list;
  return (
    <div className={style.list}>
      <p className={style.whole}>
        {community.estimate === null
          ? t('lists.wholeTooFew', { judged: community.judged })
          : t('lists.whole', {
              rate: percent(community.estimate.rate),
              low: percent(community.estimate.low),
              high: percent(community.estimate.high),
            })}
      </p>
      <Places title={t('lists.estates')} rows={list.estates} />
      <Places title={t('lists.stations')} rows={list.stations} />
      <Places title={t('lists.bins')} rows={list.bins} />
      <Counts title={t('lists.buildings')} rows={list.buildings} none={t('lists.noCases')} />
      <Counts title={t('lists.units')} rows={list.units} none={t('lists.noCases')} />
      <Counts title={t('lists.households')} rows={list.households} none={t('lists.noHouseholds')} />
      <RedHouseholds red={list.redHouseholds} />
      <footer className={style.footer}>
        <p>{t('lists.howPlaces')}</p>
        <p>{t('lists.howHomes', { unlisted })}</p>
      </footer>
    </div>
  );
}
