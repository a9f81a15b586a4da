/** Estates with their stations and bins, and with their buildings and units. */
import { Button, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../../shell/page-title.ts';
import { useSignedIn } from '../../shell/session-context.tsx';
import admin from '../admin.module.css';
import { LoadFailed } from '../load-failed.tsx';
import { HomesTree } from './homes-tree.tsx';
import { NameForm } from './name-form.tsx';
import { useAddEstate, usePlaceTree, useStations } from './places.api.ts';
import { StationsList } from './stations-list.tsx';

function AddEstate() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const add = useAddEstate();
  const close = () => {
    setOpen(false);
    add.reset();
  };
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('placesPage.addEstate')}
      </Button>
      {open && (
        <NameForm
          title={t('placesPage.addEstate')}
          label={t('placesPage.name')}
          error={add.error}
          busy={add.isPending}
          onSave={(name) => add.mutate(name, { onSuccess: close })}
          onClose={close}
        />
      )}
    </>
  );
}

const views = ['stations', 'tree'] as const;
type View = (typeof views)[number];

export default function PlacesPage() {
  const { t } = useTranslation();
  usePageTitle(t('placesPage.title'));
  const [view, setView] = useState<View>('stations');
  const stations = useStations();
  const tree = usePlaceTree();
  const { person } = useSignedIn();
  const failed = [stations, tree].find(({ isError, data }) => isError && !data);
  const estates = (tree.data?.estates ?? []).filter(({ retiredAt }) => retiredAt === null);
  return (
    <div className={admin.page}>
      <div className={admin.head}>
        <h1>{t('placesPage.title')}</h1>
        {person.estates === null && <AddEstate />}
      </div>
      <p className={admin.intro}>{t('placesPage.intro')}</p>
      <Segmented<View>
        aria-label={t('placesPage.title')}
        value={view}
        options={views.map((value) => ({ value, label: t(`placesPage.${value}`) }))}
        onChange={setView}
        style={{ marginBottom: 14 }}
      />
      {failed && (
        <LoadFailed
          title={t('placesPage.failed')}
          error={failed.error}
          retry={() => void Promise.all([stations.refetch(), tree.refetch()])}
        />
      )}
      {!failed && !(stations.data && tree.data) && <Skeleton active paragraph={{ rows: 8 }} />}
      {stations.data && tree.data && view === 'stations' && (
        <StationsList stations={stations.data.items} estates={estates} />
      )}
      {tree.data && view === 'tree' && <HomesTree tree={tree.data} />}
    </div>
  );
}
