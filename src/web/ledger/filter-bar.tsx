/** The ledger's filters: days, place, pair of categories, where it stands, home. All of them live in the address. */
import { Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ViolationChoices, violationStates } from '../../ledger/violations.schemas.ts';
import { may } from '../api/session.ts';
import { categoryName } from '../review/categories.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { countFilters, type FilterName, type Filters } from './filters.ts';
import style from './ledger.module.css';

interface Props {
  filters: Filters;
  choices: ViolationChoices | undefined;
  onChange(name: FilterName, value: string | null): void;
  onClear(): void;
}
interface Option {
  value: string;
  label: string;
}

const toOption = ({ id, name }: { id: number; name: string }): Option => ({ value: String(id), label: name });

/** What is left to choose from, given what was chosen around it. */
function placesIn({ estate, station }: Filters, choices: ViolationChoices | undefined) {
  const estates = choices?.estates ?? [];
  const stations = estates
    .filter(({ id }) => estate === undefined || String(id) === estate)
    .flatMap((one) => one.stations);
  const bins = stations.find(({ id }) => String(id) === station)?.bins ?? [];
  return { estates: estates.map(toOption), stations: stations.map(toOption), bins: bins.map(toOption) };
}

export function FilterBar({ filters, choices, onChange, onClear }: Props) {
  const { t, i18n } = useTranslation();
  const session = useSignedIn();
  const { categories } = session.community;
  const [open, setOpen] = useState(false);
  const fieldsId = useId();
  const active = countFilters(filters);
  const places = placesIn(filters, choices);
  const day = (name: 'from' | 'to') => (
    <div className={style.field}>
      <span aria-hidden="true">{t(`ledger.${name}`)}</span>
      <Input
        type="date"
        aria-label={t(`ledger.${name}`)}
        value={filters[name] ?? ''}
        onChange={(event) => onChange(name, event.target.value)}
      />
    </div>
  );
  const choice = (name: FilterName, label: string, options: Option[]) => (
    <div className={style.field}>
      <span aria-hidden="true">{label}</span>
      <Select
        aria-label={label}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('ledger.any')}
        value={filters[name] ?? null}
        onChange={(value) => onChange(name, value ?? null)}
        options={options}
      />
    </div>
  );
  const expected = categories.map(({ id }) => ({ value: id, label: categoryName(categories, id, i18n.language) }));
  const states = violationStates.map((value) => ({ value, label: t(`ledger.state.${value}`) }));
  return (
    <section className={style.filterBar} aria-label={t('ledger.filters')}>
      <div className={style.filterHead}>
        <Button aria-expanded={open} aria-controls={fieldsId} onClick={() => setOpen(!open)}>
          {active > 0 ? t('ledger.filtersActive', { count: active }) : t('ledger.filters')}
        </Button>
      </div>
      <div id={fieldsId} className={style.fields} data-open={open}>
        {choice('state', t('ledger.stateLabel'), states)}
        {places.estates.length > 1 && choice('estate', t('ledger.estate'), places.estates)}
        {choice('station', t('ledger.station'), places.stations)}
        {filters.station && choice('bin', t('ledger.bin'), places.bins)}
        {choice('expected', t('ledger.expected'), expected)}
        {choice('actual', t('ledger.actual'), [...expected, { value: 'mixed', label: t('category.mixed') }])}
        {day('from')}
        {day('to')}
        {(may(session, 'sign') || may(session, 'notify')) && (
          <HomeField key={filters.home ?? ''} home={filters.home ?? ''} onChange={(value) => onChange('home', value)} />
        )}
        {active > 0 && <Button onClick={onClear}>{t('ledger.clear')}</Button>}
      </div>
    </section>
  );
}

/** Goes into the address once it is all there, not with every letter. */
function HomeField({ home, onChange }: { home: string; onChange(value: string): void }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(home);
  const settle = () => {
    if (draft.trim() !== home) onChange(draft.trim());
  };
  return (
    <div className={style.field}>
      <span aria-hidden="true">{t('ledger.home')}</span>
      <Input
        aria-label={t('ledger.home')}
        placeholder={t('ledger.homeHint')}
        maxLength={60}
        allowClear
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={settle}
        onPressEnter={settle}
      />
    </div>
  );
}
