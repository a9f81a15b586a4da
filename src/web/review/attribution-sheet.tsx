/** Says whose a misplacement is and how that is known; a second person signs it before anything follows. */
import { Alert, Button, Input, Modal, Radio, Select, Skeleton } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AttributionView, attributionBases } from '../../attributions/attributions.schemas.ts';
import type { ReviewItem } from '../../findings/findings.schemas.ts';
import { problemText } from '../api/problem-text.ts';
import { useAttributing, useAttribution, useHomeSearch } from './attribution.api.ts';
import style from './details-sheet.module.css';
import { placeText } from './place.ts';

type Basis = (typeof attributionBases)[number];
interface Home {
  kind: 'household' | 'unit';
  id: number;
  text: string;
}
type Place = ReviewItem['place'];

const maxDetail = 200;

export default function AttributionSheet(props: { findingId: string; place: Place; onClose(): void }) {
  const { t } = useTranslation();
  const { findingId, place, onClose } = props;
  const live = useAttribution(findingId);
  return (
    <Modal
      open
      width={560}
      title={t('attributing.title', { place: placeText(place) })}
      onCancel={onClose}
      footer={null}
    >
      {live.isPending && <Skeleton active paragraph={{ rows: 4 }} />}
      {live.isError && (
        <Alert
          role="alert"
          type="error"
          showIcon
          title={problemText(live.error, t)}
          action={<Button onClick={() => void live.refetch()}>{t('common.tryAgain')}</Button>}
        />
      )}
      {live.data && (
        <Form
          key={live.data.attribution?.id ?? 0}
          findingId={findingId}
          place={place}
          live={live.data.attribution}
          onClose={onClose}
        />
      )}
    </Modal>
  );
}

interface FormProps {
  findingId: string;
  place: Place;
  live: AttributionView | null;
  onClose(): void;
}

function Form({ findingId, place, live, onClose }: FormProps) {
  const { t } = useTranslation();
  const [home, setHome] = useState<Home | null>(null);
  const [basis, setBasis] = useState<Basis | null>(null);
  const [detail, setDetail] = useState('');
  const attributing = useAttributing(findingId);
  const replaces = live?.id ?? null;
  const isSigned = live?.signed != null;
  const say = (target: Parameters<typeof attributing.mutate>[0]['target']) =>
    attributing.mutate({ replaces, target }, { onSuccess: target === null ? () => {} : onClose });
  return (
    <>
      {live && <Live live={live} isBusy={attributing.isPending} onWithdraw={() => say(null)} />}
      {!isSigned && (
        <>
          <p className={style.text}>{t('attributing.text')}</p>
          <HomePicker estate={place.estate.name} home={home} onHome={setHome} />
          <fieldset className={style.field}>
            <legend>{t('attributing.basis')}</legend>
            <Radio.Group
              aria-label={t('attributing.basis')}
              className={style.choices ?? ''}
              value={basis}
              onChange={(event) => setBasis(event.target.value as Basis)}
            >
              {attributionBases.map((one) => (
                <Radio key={one} value={one}>
                  {t(`attributing.bases.${one}`)}
                </Radio>
              ))}
            </Radio.Group>
            <Input
              aria-label={t('attributing.detail')}
              placeholder={t('attributing.detail')}
              maxLength={maxDetail}
              value={detail}
              onChange={(event) => setDetail(event.target.value)}
            />
          </fieldset>
          {attributing.isError && (
            <Alert role="alert" type="error" showIcon title={problemText(attributing.error, t)} />
          )}
          <div className={style.actions}>
            <Button disabled={attributing.isPending} onClick={() => say({ kind: 'unknown' })}>
              {t('attributing.unknown')}
            </Button>
            <Button
              type="primary"
              disabled={home === null || basis === null}
              loading={attributing.isPending}
              onClick={() => home && basis && say({ kind: home.kind, id: home.id, basis, detail: detail.trim() })}
            >
              {t('attributing.say')}
            </Button>
          </div>
        </>
      )}
    </>
  );
}

function Live({ live, isBusy, onWithdraw }: { live: AttributionView; isBusy: boolean; onWithdraw(): void }) {
  const { t } = useTranslation();
  const target = live.target ? `${live.target.estate} ${live.target.label}` : t('attributing.isUnknown');
  const basis = live.basis ? ` · ${t(`attributing.bases.${live.basis}`)}` : '';
  const state = live.target
    ? ` · ${live.signed ? t('attributing.signed', { name: live.signed.by.name }) : t('attributing.unsigned')}`
    : '';
  return (
    <Alert
      className={style.live ?? ''}
      type="info"
      showIcon
      title={target}
      description={`${live.by.name}${basis}${state}`}
      action={
        live.signed === null && (
          <Button size="small" loading={isBusy} onClick={onWithdraw}>
            {t('attributing.withdraw')}
          </Button>
        )
      }
    />
  );
}

interface PickerProps {
  estate: string;
  home: Home | null;
  onHome(home: Home | null): void;
}

function HomePicker({ estate, home, onHome }: PickerProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const asked = useDeferredValue(text);
  const found = useHomeSearch(asked, estate);
  const items = asked.trim() === '' ? [] : (found.data?.items ?? []);
  const homes = items.map((item): Home => ({ kind: item.kind, id: item.id, text: `${item.estate} ${item.label}` }));
  const keyOf = ({ kind, id }: Home): string => `${kind} ${id}`;
  const none = found.isError
    ? problemText(found.error, t)
    : t(asked.trim() === '' ? 'attributing.how' : found.isFetching ? 'common.loading' : 'attributing.none');
  return (
    <fieldset className={style.field}>
      <legend>{t('attributing.whose')}</legend>
      <Select
        autoFocus
        aria-label={t('attributing.whose')}
        className={style.wide ?? ''}
        showSearch={{ filterOption: false, onSearch: setText }}
        allowClear
        placeholder={t('attributing.placeholder')}
        value={home ? keyOf(home) : null}
        options={[...(home && !homes.some((one) => keyOf(one) === keyOf(home)) ? [home] : []), ...homes].map((one) => ({
          value: keyOf(one),
          label: one.kind === 'unit' ? t('attributing.unit', { unit: one.text }) : one.text,
        }))}
        notFoundContent={<span>{none}</span>}
        onChange={(value: string | undefined) => onHome(homes.find((one) => keyOf(one) === value) ?? null)}
      />
      {found.data?.more && <p className={style.hint}>{t('attributing.more')}</p>}
    </fieldset>
  );
}
