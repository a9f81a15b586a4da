/** Other open items of the bin just rejected, to be rejected with it: which are flags and which audits is not told. */
import { Alert, Button, Checkbox, Modal, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkOffer } from '../../findings/bulk-rejections.schemas.ts';
import type { ReviewItem } from '../../findings/findings.schemas.ts';
import { problemText } from '../api/problem-text.ts';
import { dayAndTime } from '../format/time.ts';
import { ViewPicture } from '../lookback/view-picture.tsx';
import { useSignedIn } from '../shell/session-context.tsx';
import { useBulkOffer, useBulkRejection, useBulkUndo } from './bulk.api.ts';
import style from './bulk.module.css';
import { placeText } from './place.ts';

interface Props {
  /** The finding judged before, which the others are like. */
  like: ReviewItem;
  /** Items on the desk, which are left out. */
  holding: string[];
  /** `changed`: something was judged or taken back meanwhile. */
  onClose(changed: boolean): void;
}

export function BulkSheet({ like, holding, onClose }: Props) {
  const { t } = useTranslation();
  const offer = useBulkOffer(like.id, holding);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const reject = useBulkRejection(like.id);
  const undo = useBulkUndo();
  const items = offer.data?.items ?? [];
  const judgement = offer.data ? t(`judgement.${offer.data.judgement}`) : '';
  const close = () => onClose(reject.data !== undefined);
  const confirm = (
    <Button
      key="confirm"
      type="primary"
      disabled={chosen.size === 0}
      loading={reject.isPending}
      onClick={() => reject.mutate(items.filter(({ id }) => chosen.has(id)))}
    >
      {t('bulk.confirm', { judgement, count: chosen.size })}
    </Button>
  );
  const isDone = reject.data !== undefined;
  return (
    <Modal
      open
      width={880}
      title={t('bulk.title', { place: placeText(like.place) })}
      onCancel={close}
      footer={[
        <Button key="close" onClick={close}>
          {t(isDone ? 'bulk.close' : 'bulk.cancel')}
        </Button>,
        ...(isDone || items.length === 0 ? [] : [confirm]),
      ]}
    >
      {offer.isPending && <Skeleton active paragraph={{ rows: 5 }} />}
      {offer.isError && (
        <Alert role="alert" type="error" showIcon title={t('bulk.failed')} description={problemText(offer.error, t)} />
      )}
      {offer.data && !isDone && items.length === 0 && <p>{t('bulk.none')}</p>}
      {offer.data && !isDone && items.length > 0 && (
        <>
          <p className={style.text}>{t('bulk.text', { judgement })}</p>
          {reject.isError && (
            <Alert
              role="alert"
              type="error"
              showIcon
              title={t('bulk.refused')}
              description={problemText(reject.error, t)}
            />
          )}
          <Choice items={items} chosen={chosen} onChoose={setChosen} />
        </>
      )}
      {reject.data && (
        <Done
          recorded={reject.data.recorded}
          undone={undo.data?.undone}
          error={undo.error}
          isBusy={undo.isPending}
          onUndo={() => undo.mutate(reject.data.id)}
        />
      )}
    </Modal>
  );
}

interface ChoiceProps {
  items: BulkOffer['items'];
  chosen: ReadonlySet<string>;
  onChoose(chosen: ReadonlySet<string>): void;
}

function Choice({ items, chosen, onChoose }: ChoiceProps) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  const isAll = chosen.size === items.length;
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose(next);
  };
  return (
    <>
      <Button size="small" onClick={() => onChoose(new Set(isAll ? [] : items.map(({ id }) => id)))}>
        {t(isAll ? 'bulk.nothing' : 'bulk.all')}
      </Button>
      <ul className={style.items}>
        {items.map((item) => {
          const time = dayAndTime(item.capturedAt, i18n.language, timeZone);
          return (
            <li key={item.id} data-chosen={chosen.has(item.id)}>
              <Checkbox
                checked={chosen.has(item.id)}
                onChange={() => toggle(item.id)}
                aria-label={t('bulk.pick', { time })}
              >
                <ViewPicture photo={item.photo} cut small />
                <span>{time}</span>
              </Checkbox>
            </li>
          );
        })}
      </ul>
    </>
  );
}

interface DoneProps {
  recorded: number;
  undone: number | undefined;
  error: unknown;
  isBusy: boolean;
  onUndo(): void;
}

function Done({ recorded, undone, error, isBusy, onUndo }: DoneProps) {
  const { t } = useTranslation();
  if (undone !== undefined)
    return <Alert role="status" type="info" showIcon title={t('bulk.undone', { count: undone })} />;
  return (
    <>
      <Alert
        role="status"
        type="success"
        showIcon
        title={t('bulk.done', { count: recorded })}
        action={
          recorded > 0 && (
            <Button loading={isBusy} onClick={onUndo}>
              {t('bulk.undo')}
            </Button>
          )
        }
      />
      {error !== null && <Alert role="alert" type="error" showIcon title={problemText(error, t)} />}
    </>
  );
}
