/** Recording at the station which households took part: by the number on a bag, or by a tick; what was recorded today, to be taken back. */
import { Alert, Button, Input, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem-text.ts';
import { may } from '../api/session.ts';
import { timeOrDay } from '../format/time.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import style from './mine.module.css';
import { useFoundHomes, useOwnRecords, useRecord, useTakeBack } from './participation.api.ts';

type Way = 'scan' | 'tick';
type Record = ReturnType<typeof useRecord>;

/** A scanner that types works here too: it ends with Enter. */
function ByCode({ record }: { record: Record }) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const send = (): void => {
    if (code.trim() !== '' && !record.isPending) record.mutate({ code }, { onSuccess: () => setCode('') });
  };
  return (
    <Input.Search
      aria-label={t('participation.code')}
      placeholder={t('participation.code')}
      autoCapitalize="characters"
      autoComplete="off"
      size="large"
      value={code}
      enterButton={t('participation.record')}
      loading={record.isPending}
      onChange={({ target }) => setCode(target.value)}
      onSearch={send}
    />
  );
}

function ByAddress({ record }: { record: Record }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const found = useFoundHomes(search);
  return (
    <>
      <Input.Search
        aria-label={t('participation.search')}
        placeholder={t('participation.search')}
        size="large"
        enterButton={t('participation.find')}
        loading={found.isFetching}
        onSearch={(value) => setSearch(value.trim())}
      />
      {found.error && <Alert type="error" showIcon title={problemText(found.error, t)} />}
      {found.data?.items.length === 0 && <p className={style.soft}>{t('participation.none')}</p>}
      <ul className={style.records}>
        {found.data?.items.map(({ id, name, estate }) => (
          <li key={id}>
            <span>
              {name} <span className={style.soft}>{estate}</span>
            </span>
            <Button className={style.action ?? ''} onClick={() => record.mutate({ householdId: id })}>
              {t('participation.tick')}
            </Button>
          </li>
        ))}
      </ul>
      {found.data?.hasMore && <p className={style.soft}>{t('participation.more')}</p>}
    </>
  );
}

function Today() {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  const own = useOwnRecords();
  const takeBack = useTakeBack();
  const items = own.data?.items ?? [];
  const failure = own.error ?? takeBack.error;
  return (
    <>
      {failure && <Alert type="error" showIcon title={problemText(failure, t)} />}
      {own.data && (
        <p className={style.soft}>{t('participation.today', { count: items.filter((one) => !one.isVoided).length })}</p>
      )}
      <ul className={style.records}>
        {items.map(({ id, name, source, recordedAt, isVoided }) => (
          <li key={id}>
            <span>
              {isVoided ? <del>{name}</del> : name}{' '}
              <span className={style.soft}>
                {t(source === 'tick' ? 'participation.byTick' : 'participation.byScan')}{' '}
                {timeOrDay(recordedAt, Date.now(), i18n.language, timeZone)}
              </span>
            </span>
            {isVoided ? (
              <span className={style.soft}>{t('participation.voided')}</span>
            ) : (
              <Button className={style.action ?? ''} onClick={() => takeBack.mutate(id)}>
                {t('participation.undo')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Recording() {
  const { t } = useTranslation();
  const [way, setWay] = useState<Way>('scan');
  const record = useRecord();
  return (
    <section aria-labelledby="participation">
      <div className={style.head}>
        <h2 id="participation">{t('participation.title')}</h2>
        <Segmented<Way>
          aria-label={t('participation.title')}
          value={way}
          options={[
            { value: 'scan', label: t('participation.byScan') },
            { value: 'tick', label: t('participation.byTick') },
          ]}
          onChange={setWay}
        />
      </div>
      {way === 'scan' ? <ByCode record={record} /> : <ByAddress record={record} />}
      <div role="status">
        {record.data && (
          <Alert
            type={record.data.isNew ? 'success' : 'info'}
            showIcon
            title={t(record.data.isNew ? 'participation.recorded' : 'participation.already', {
              name: record.data.name,
            })}
          />
        )}
      </div>
      <div role="alert">{record.error && <Alert type="error" showIcon title={problemText(record.error, t)} />}</div>
      <Today />
    </section>
  );
}

/** Nothing at all for who doesn't stand at stations. */
export function MyParticipation() {
  return may(useSignedIn(), 'report') ? <Recording /> : null;
}
