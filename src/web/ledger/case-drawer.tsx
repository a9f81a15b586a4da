/** One row of the ledger from all sides: the masked picture, what it is, where it stands, and everything that came of it. */
import { Alert, Button, Drawer, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ViolationDetail } from '../../ledger/violations.schemas.ts';
import { problemText } from '../api/problem-text.ts';
import { EvidencePicture } from '../review/evidence-picture.tsx';
import { placeText } from '../review/place.ts';
import { CaseEvents } from './case-events.tsx';
import { useLedgerRow } from './ledger.api.ts';
import style from './ledger.module.css';
import { usePairText, useSourceText } from './row-link.tsx';

export function CaseDrawer({ id, onClose }: { id: string; onClose(): void }) {
  const { t } = useTranslation();
  const found = useLedgerRow(id);
  return (
    <Drawer
      open
      onClose={onClose}
      size={640}
      title={t('ledger.details', { id })}
      classNames={{ body: style.drawer ?? '' }}
    >
      {found.isPending && <Skeleton active paragraph={{ rows: 10 }} />}
      {found.isError && (
        <Alert
          role="alert"
          type="error"
          showIcon
          title={t('ledger.failed')}
          description={problemText(found.error, t)}
          action={<Button onClick={() => void found.refetch()}>{t('common.tryAgain')}</Button>}
        />
      )}
      {found.data && <Case found={found.data} />}
    </Drawer>
  );
}

function Case({ found: { violation, pictureUrl, events } }: { found: ViolationDetail }) {
  const { t } = useTranslation();
  const pair = usePairText()(violation);
  const source = useSourceText()(violation);
  const place = `${violation.estate.name} · ${placeText(violation)}`;
  return (
    <>
      {pictureUrl ? (
        <EvidencePicture className={style.picture} src={pictureUrl} alt={t('ledger.picture', { place })} />
      ) : (
        <p className={style.soft}>{t('ledger.noPicture')}</p>
      )}
      <div className={style.summary} data-voided={violation.voided !== null}>
        <strong>{pair}</strong>
        <span>{place}</span>
        {source && <span>{source}</span>}
        <span className={style.soft}>{t(`ledger.seenBy.${violation.seenBy}`)}</span>
        <span className={style.state} data-state={violation.state}>
          {t(`ledger.state.${violation.state}`)}
        </span>
        {violation.isContested && <span className={style.contested}>{t('ledger.contested')}</span>}
      </div>
      <CaseEvents events={events} />
      {violation.findingId && <Link to={`/lookback?finding=${violation.findingId}`}>{t('ledger.lookback')}</Link>}
    </>
  );
}
