/** What waits for a second person's signature, and what this person signed or refused. */
import { Alert, Button, Empty, Popconfirm, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Signatures } from '../../attributions/signatures.schemas.ts';
import { problemText } from '../api/problem-text.ts';
import { dayAndTime } from '../format/time.ts';
import { placeText } from '../review/place.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { useSignatures, useTakeBack } from './signatures.api.ts';
import style from './signatures.module.css';
import { Signing } from './signing.tsx';

export default function SignaturesPage() {
  const { t } = useTranslation();
  usePageTitle(t('signing.title'));
  const signatures = useSignatures();
  return (
    <div className={style.page}>
      <h1>{t('signing.title')}</h1>
      <p className={style.what}>{t('signing.what')}</p>
      {signatures.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {signatures.isError && !signatures.data && (
        <Alert
          role="alert"
          type="error"
          showIcon
          title={t('signing.failed')}
          description={problemText(signatures.error, t)}
          action={<Button onClick={() => void signatures.refetch()}>{t('common.tryAgain')}</Button>}
        />
      )}
      {signatures.data && (
        <>
          <Waiting signatures={signatures.data} />
          <Own own={signatures.data.own} />
        </>
      )}
    </div>
  );
}

function Waiting({ signatures: { waiting, forOthers } }: { signatures: Signatures }) {
  const { t } = useTranslation();
  return (
    <section>
      <h2 role="status">{t('signing.waiting', { count: waiting.length })}</h2>
      {forOthers > 0 && <p className={style.note}>{t('signing.forOthers', { count: forOthers })}</p>}
      {waiting.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('signing.none')} />}
      <ul className={style.cards}>
        {waiting.map((item) => (
          <Signing key={item.attribution.id} item={item} />
        ))}
      </ul>
    </section>
  );
}

function Own({ own }: Pick<Signatures, 'own'>) {
  const { t } = useTranslation();
  if (own.length === 0) return null;
  return (
    <section>
      <h2>{t('signing.own')}</h2>
      <ul className={style.own}>
        {own.map((one) => (
          <OwnDecision key={one.id} one={one} />
        ))}
      </ul>
    </section>
  );
}

function OwnDecision({ one }: { one: Signatures['own'][number] }) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  const takeBack = useTakeBack(one.id);
  const { attribution, place, decision, reason, at, undoneAt } = one;
  return (
    <li data-undone={undoneAt !== null}>
      <strong>{t(`signing.decision.${decision}`)}</strong>
      <span>
        {attribution.target?.estate} {attribution.target?.label}
      </span>
      <span className={style.note}>
        {placeText(place)} · {dayAndTime(at, i18n.language, timeZone)}
      </span>
      {reason && <span className={style.reason}>{reason}</span>}
      {undoneAt === null ? (
        <Popconfirm
          title={t('signing.takeBackSure')}
          okText={t('signing.takeBack')}
          cancelText={t('signing.cancel')}
          onConfirm={() => takeBack.mutate()}
        >
          <Button size="small" loading={takeBack.isPending}>
            {t('signing.takeBack')}
          </Button>
        </Popconfirm>
      ) : (
        <span className={style.note}>{t('signing.takenBack')}</span>
      )}
      {takeBack.isError && <Alert role="alert" type="error" showIcon title={problemText(takeBack.error, t)} />}
    </li>
  );
}
