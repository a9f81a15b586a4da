/** Where it is: filled in by a sticker, else chosen; then which bin, or beside the bins. */
import EnvironmentFilled from '@ant-design/icons/es/icons/EnvironmentFilled';
import { Alert, Button, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportPlaces } from '../../stickers/stickers.schemas.ts';
import { categoryColour } from '../review/categories.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { Choices } from './choices.tsx';
import style from './report.module.css';
import type { DraftPlace } from './report-draft.ts';
import type { CodeMeaning } from './report-places.ts';

interface Props {
  places: ReportPlaces;
  place: DraftPlace;
  /** Of the sticker that led here; null when none did. */
  sticker: CodeMeaning | null;
  onChange(place: DraftPlace): void;
}

function StationSelect({ places, onChange }: Pick<Props, 'places' | 'onChange'>) {
  const { t } = useTranslation();
  const id = useId();
  // Volunteers' phones may be old: no Map.groupBy.
  const estates = [...new Set(places.stations.map(({ estate }) => estate.name))];
  const codesOf = (stationId: number): string =>
    places.codes.flatMap((one) => (one.stationId === stationId && !one.isRetired ? [one.code] : [])).join(' ');
  return (
    <div className={style.field}>
      <label htmlFor={id}>{t('report.station')}</label>
      <Select
        id={id}
        size="large"
        showSearch={{ optionFilterProp: 'search' }}
        placeholder={t('report.findStation')}
        notFoundContent={t('report.noStation')}
        options={estates.map((estate) => ({
          label: estate,
          title: estate,
          options: places.stations
            .filter((station) => station.estate.name === estate)
            .map(({ id: stationId, name }) => ({
              value: stationId,
              label: name,
              search: `${estate} ${name} ${codesOf(stationId)}`,
            })),
        }))}
        onChange={(stationId: number) => onChange({ code: null, stationId, bin: null })}
      />
    </div>
  );
}

function StickerNotice({ sticker }: { sticker: CodeMeaning | null }) {
  const { t } = useTranslation();
  if (sticker?.kind === 'retired') return <Alert type="warning" showIcon title={t('report.codeRetired')} />;
  if (sticker?.kind !== 'unknown') return null;
  return <Alert type="warning" showIcon title={t(sticker.isSure ? 'report.codeUnknown' : 'report.codeLater')} />;
}

export function PlacePicker({ places, place, sticker, onChange }: Props) {
  const { t } = useTranslation();
  const { categories } = useSignedIn().community;
  const [isChoosing, setChoosing] = useState(false);
  const station = places.stations.find(({ id }) => id === place.stationId);
  const choose = (to: DraftPlace) => {
    setChoosing(false);
    onChange(to);
  };
  return (
    <section className={style.place} aria-label={t('report.place')}>
      <StickerNotice sticker={sticker} />
      {station && !isChoosing ? (
        <div className={style.here}>
          <EnvironmentFilled aria-hidden className={style.pin} />
          <div className={style.hereName}>
            <strong>{station.name}</strong>
            <span>{station.estate.name}</span>
          </div>
          <Button type="link" onClick={() => setChoosing(true)}>
            {t('report.changePlace')}
          </Button>
        </div>
      ) : (
        place.code === null && <StationSelect places={places} onChange={choose} />
      )}
      {station && (
        <Choices<number | 'ground' | null>
          legend={t('report.which')}
          choices={[
            ...station.bins.map(({ id, name, expected }) => ({
              value: id,
              text: name,
              colour: categoryColour(categories, expected),
            })),
            { value: 'ground', text: t('report.ground') },
          ]}
          chosen={place.bin}
          onChoose={(bin) => onChange({ ...place, bin })}
        />
      )}
      {place.bin === 'ground' && <p className={style.hint}>{t('report.groundText')}</p>}
    </section>
  );
}
