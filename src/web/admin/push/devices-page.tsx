/** Recorders with their channels, and the waiting room for devices that nobody has set up. */
import { Alert, Button, Input, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AddressView, SourceView, WaitingSource } from '../../../receivers/push.schemas.ts';
import { problemText } from '../../api/problem-text.ts';
import { ago } from '../../format/ago.ts';
import { count } from '../../format/number.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import admin from '../admin.module.css';
import { cameraPlaceName } from '../cameras/camera-states.ts';
import { useCameras } from '../cameras/cameras.api.ts';
import { ConfirmedButton } from '../confirmed-button.tsx';
import { LoadFailed } from '../load-failed.tsx';
import { AddressButtons } from './address-buttons.tsx';
import { AddressShown } from './address-shown.tsx';
import { PushedBody } from './body-view.tsx';
import { useAddresses, useAdopt, useBodies, useIgnore, useIssue, useWaiting } from './push.api.ts';
import style from './push.module.css';

export default function DevicesPage() {
  const { t } = useTranslation();
  usePageTitle(t('devices.title'));
  const addresses = useAddresses();
  const waiting = useWaiting();
  const room = addresses.data?.find(({ kind }) => kind === 'waiting_room');
  return (
    <div className={admin.page}>
      <div className={admin.head}>
        <h1>{t('devices.title')}</h1>
      </div>
      <p className={admin.intro}>{t('devices.intro')}</p>
      {(addresses.isPending || waiting.isPending) && <Skeleton active paragraph={{ rows: 6 }} />}
      {addresses.error && !addresses.data && (
        <LoadFailed title={t('devices.failed')} error={addresses.error} retry={() => void addresses.refetch()} />
      )}
      {addresses.data && waiting.data && (
        <div className={style.stack}>
          <Issue hasRoom={room !== undefined} />
          <WaitingRoom room={room ?? null} waiting={waiting.data} />
          {addresses.data
            .filter(({ kind }) => kind === 'recorder')
            .map((address) => (
              <Recorder key={address.id} address={address} />
            ))}
        </div>
      )}
    </div>
  );
}

function Issue({ hasRoom }: { hasRoom: boolean }) {
  const { t } = useTranslation();
  const issue = useIssue();
  const [name, setName] = useState('');
  const [path, setPath] = useState<string | null>(null);
  const show = { onSuccess: (issued: { path: string }) => setPath(issued.path) };
  const addRecorder = () => name.trim() !== '' && issue.mutate({ kind: 'recorder', name: name.trim() }, show);
  return (
    <section className={admin.card}>
      <h2>{t('devices.add')}</h2>
      <div className={style.form}>
        <Input
          aria-label={t('devices.recorderName')}
          placeholder={t('devices.recorderName')}
          value={name}
          maxLength={64}
          onChange={(event) => setName(event.target.value)}
          onPressEnter={addRecorder}
        />
        <Button disabled={name.trim() === ''} loading={issue.isPending} onClick={addRecorder}>
          {t('devices.addRecorder')}
        </Button>
        {!hasRoom && (
          <Button onClick={() => issue.mutate({ kind: 'waiting_room' }, show)}>{t('devices.openRoom')}</Button>
        )}
      </div>
      {issue.error && <Alert type="error" showIcon title={problemText(issue.error, t)} />}
      {path !== null && (
        <AddressShown
          path={path}
          onClose={() => {
            setPath(null);
            setName('');
          }}
        />
      )}
    </section>
  );
}

function WaitingRoom({ room, waiting }: { room: AddressView | null; waiting: WaitingSource[] }) {
  const { t } = useTranslation();
  return (
    <section className={admin.card}>
      <h2>{t('devices.waiting')}</h2>
      <p>{t(room ? 'devices.waitingText' : 'devices.noRoom')}</p>
      {waiting.length === 0 && <div className={admin.empty}>{t('devices.nobody')}</div>}
      <ul className={style.sources}>
        {waiting.map((source) => (
          <Source key={source.id} source={source} through={source.address.name} />
        ))}
      </ul>
      {room && <AddressButtons address={room} />}
    </section>
  );
}

function Recorder({ address }: { address: AddressView }) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <section className={admin.card}>
      <h2>{address.name}</h2>
      <p>
        {address.lastSeenAt
          ? t('devices.seen', { ago: ago(address.lastSeenAt, Date.now(), i18n.language) })
          : t('devices.neverSeen')}
      </p>
      <ul className={style.sources}>
        {address.sources.map((source) => (
          <Source key={source.id} source={source} through={null} />
        ))}
      </ul>
      <AddressButtons address={address} />
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t('devices.bodies')}</summary>
        {open && <Bodies addressId={address.id} />}
      </details>
    </section>
  );
}

function Bodies({ addressId }: { addressId: number }) {
  const { t } = useTranslation();
  const { data } = useBodies(addressId);
  if (data?.length === 0) return <p>{t('push.nothing')}</p>;
  return (
    <div className={style.stack}>
      {data?.map((body) => (
        <PushedBody key={body.id} body={body} />
      ))}
    </div>
  );
}

/** A device's channel, and the camera whose pictures it sends. */
function Source({ source, through }: { source: SourceView; through: string | null }) {
  const { t, i18n } = useTranslation();
  const cameras = useCameras();
  const adopt = useAdopt();
  const ignore = useIgnore();
  const channel = t('push.channel', { channel: source.channel || t('push.noChannel') });
  const options = (cameras.data?.items ?? []).map((camera) => ({ value: camera.id, label: cameraPlaceName(camera) }));
  const error = adopt.error ?? ignore.error;
  const facts = [
    source.vendor && t(`push.vendor.${source.vendor as 'other'}`),
    source.mac ?? source.deviceId,
    source.remoteAddress,
    through,
    source.lastSeenAt && t('devices.seen', { ago: ago(source.lastSeenAt, Date.now(), i18n.language) }),
    t('devices.pictures', { count: source.pictures, shown: count(source.pictures, i18n.language) }),
  ].filter((fact) => fact);
  return (
    <li>
      <div>
        <strong>
          {channel} {source.channelName ?? ''}
        </strong>
        <span className={style.line}>{facts.join(' · ')}</span>
      </div>
      <div className={style.form}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          allowClear
          className={style.select ?? ''}
          aria-label={t('devices.adopt', { channel })}
          placeholder={t('devices.choose')}
          value={source.camera?.id ?? null}
          options={options}
          loading={adopt.isPending}
          onChange={(cameraId: number | undefined) => adopt.mutate({ id: source.id, cameraId: cameraId ?? null })}
        />
        {source.camera && <Link to={`/cameras/${source.camera.id}/push`}>{t('push.test')}</Link>}
        {!source.camera && !source.isIgnored && (
          <ConfirmedButton
            label={t('devices.ignore')}
            title={t('devices.ignoreTitle')}
            text={t('devices.ignoreText')}
            yes={t('devices.ignoreYes')}
            onConfirm={() => ignore.mutateAsync(source.id)}
          />
        )}
        {source.isIgnored && (
          <span className={admin.tag} data-tone="quiet">
            {t('devices.ignored')}
          </span>
        )}
      </div>
      {error && <Alert type="error" showIcon title={problemText(error, t)} />}
    </li>
  );
}
