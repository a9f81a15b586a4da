/** What can be done to any place: another name, out of use, back into use. Retiring is undone by restoring. */
import { Alert, Button, Popconfirm, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../api/problem-text.ts';
import { NameForm } from './name-form.tsx';
import { type PlaceRef, useChangePlace, useRetirePlace } from './places.api.ts';

interface Props {
  place: PlaceRef & { name: string; retiredAt: string | null };
  /** What goes with it, or why one should think twice. */
  warning: string;
  renameLabel?: string;
}

export function RenameButton({ place, label }: { place: Props['place']; label?: string | undefined }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const change = useChangePlace();
  const close = () => {
    setOpen(false);
    change.reset();
  };
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {label ?? t('placesPage.rename')}
      </Button>
      {open && (
        <NameForm
          title={label ?? t('placesPage.rename')}
          label={t('placesPage.name')}
          initial={place.name}
          help={t('placesPage.renameHelp')}
          error={change.error}
          busy={change.isPending}
          onSave={(name) => change.mutate({ ...place, change: { name } }, { onSuccess: close })}
          onClose={close}
        />
      )}
    </>
  );
}

export function RetireButton({ place, warning }: Pick<Props, 'place' | 'warning'>) {
  const { t } = useTranslation();
  const retire = useRetirePlace();
  const { kind, id, name, retiredAt } = place;
  return (
    <>
      {retiredAt ? (
        <Button size="small" loading={retire.isPending} onClick={() => retire.mutate({ kind, id, to: 'restore' })}>
          {t('homesPage.restore')}
        </Button>
      ) : (
        <Popconfirm
          title={t('placesPage.retireTitle', { name })}
          description={warning}
          okText={t('homesPage.retire')}
          cancelText={t('cameraPage.cancel')}
          onConfirm={() => retire.mutate({ kind, id, to: 'retire' })}
        >
          <Button size="small" loading={retire.isPending}>
            {t('homesPage.retire')}
          </Button>
        </Popconfirm>
      )}
      {retire.error && (
        <div role="alert">
          <Alert type="error" title={problemText(retire.error, t)} />
        </div>
      )}
    </>
  );
}

export function PlaceActions({ place, warning, renameLabel }: Props) {
  return (
    <Space wrap>
      {place.retiredAt === null && <RenameButton place={place} label={renameLabel} />}
      <RetireButton place={place} warning={warning} />
    </Space>
  );
}
