/** The homes of one's own responsibility fields. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OwnDuties } from '../../duties/duties.schemas.ts';
import { request } from '../api/client.ts';
import style from './mine.module.css';

/** Nothing at all for somebody without a field; without network the list of reports says so already. */
export function MyFields() {
  const { t } = useTranslation();
  const duties = useQuery({
    queryKey: ['own-duties'],
    queryFn: () => request<OwnDuties>('GET', '/duties/mine'),
  });
  const fields = duties.data?.fields ?? [];
  if (fields.length === 0) return null;
  return (
    <section aria-labelledby="my-fields">
      <div className={style.head}>
        <h2 id="my-fields">{t('mine.fields')}</h2>
      </div>
      <ul className={style.rows}>
        {fields.map(({ id, target, fromDay, lastDay, homes }) => (
          <li key={id} className={style.station}>
            <h3>
              {target.name} <span className={style.soft}>{target.estate.name}</span>
            </h3>
            <p className={style.soft}>
              {lastDay ? t('mine.fieldPeriod', { fromDay, lastDay }) : t('mine.fieldSince', { fromDay })}
            </p>
            <details>
              <summary>{t('mine.fieldHomes', { count: homes.length })}</summary>
              <ul>
                {homes.map((home) => (
                  <li key={home.id}>
                    {home.name} <code>{home.code}</code>
                  </li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}
