/** The filters: days, place, verdict, category, source, person, score. All of them live in the address. */
import { Button, Input, InputNumber, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { judgements } from '../../findings/findings.schemas.ts';
import type { LookbackChoices } from '../../findings/lookback.schemas.ts';
import { categoryName } from '../review/categories.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { countFilters, type FilterName, type Filters } from './filters.ts';
import style from './lookback.module.css';

interface Props {
  filters: Filters;
  choices: LookbackChoices | undefined;
  onChange(name: FilterName, value: string | null): void;
  onClear(): void;
}

interface Option {
  value: string;
  label: string;
}

/** Stations under their estates. */
function stationOptions(choices: LookbackChoices | undefined) {
  const byEstate = new Map<string, Option[]>();
  for (const { id, name, estate } of choices?.stations ?? []) {
    const options = byEstate.get(estate.name) ?? [];
    byEstate.set(estate.name, [...options, { value: String(id), label: name }]);
  }
  return [...byEstate].map(([label, options]) => ({ label, title: label, options }));
}

export function FilterBar({ filters, choices, onChange, onClear }: Props) {
  const { t, i18n } = useTranslation();
  const { categories } = useSignedIn().community;
  const [open, setOpen] = useState(false);
  const fieldsId = useId();
  const active = countFilters(filters);
  const day = (name: 'from' | 'to') => (
    <div className={style.field}>
      <span aria-hidden="true">{t(`lookback.${name}`)}</span>
      <Input
        type="date"
        aria-label={t(`lookback.${name}`)}
        value={filters[name] ?? ''}
        onChange={(event) => onChange(name, event.target.value)}
      />
    </div>
  );
  const choice = (name: FilterName, label: string, options: Parameters<typeof Select>[0]['options']) => (
    <div className={style.field}>
      <span aria-hidden="true">{label}</span>
      <Select
        aria-label={label}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('lookback.any')}
        value={filters[name] ?? null}
        onChange={(value) => onChange(name, typeof value === 'string' ? value : null)}
        options={options ?? []}
      />
    </div>
  );
  const actual = [
    ...categories.map(({ id }) => ({ value: id as string, label: categoryName(categories, id, i18n.language) })),
    { value: 'mixed', label: t('category.mixed') },
  ];
  const sources = (['flag', 'audit', 'report'] as const).map((value) => ({ value, label: t(`source.${value}`) }));
  const reviewers = choices?.reviewers.map(({ id, name }) => ({ value: String(id), label: name })) ?? [];
  return (
    <section className={style.filterBar} aria-label={t('lookback.filters')}>
      <div className={style.filterHead}>
        <Button aria-expanded={open} aria-controls={fieldsId} onClick={() => setOpen(!open)}>
          {active > 0 ? t('lookback.filtersActive', { count: active }) : t('lookback.filters')}
        </Button>
      </div>
      <div id={fieldsId} className={style.fields} data-open={open}>
        {day('from')}
        {day('to')}
        {choice('station', t('lookback.station'), stationOptions(choices))}
        {choice(
          'judgement',
          t('lookback.judgement'),
          judgements.map((value) => ({ value, label: t(`judgement.${value}`) })),
        )}
        {choice('actual', t('lookback.actual'), actual)}
        {choice('source', t('lookback.source'), sources)}
        {choice('reviewer', t('lookback.reviewer'), reviewers)}
        <ScoreFields filters={filters} onChange={onChange} />
        {active > 0 && <Button onClick={onClear}>{t('lookback.clear')}</Button>}
      </div>
    </section>
  );
}

function ScoreFields({ filters, onChange }: Pick<Props, 'filters' | 'onChange'>) {
  const { t } = useTranslation();
  return (
    <div className={style.field}>
      <span aria-hidden="true">{t('lookback.score')}</span>
      <div className={style.scoreFields}>
        <ScoreField key={`from ${filters.scoreFrom}`} name="scoreFrom" value={filters.scoreFrom} onChange={onChange} />
        <span aria-hidden="true">–</span>
        <ScoreField key={`to ${filters.scoreTo}`} name="scoreTo" value={filters.scoreTo} onChange={onChange} />
      </div>
    </div>
  );
}

interface ScoreProps {
  name: 'scoreFrom' | 'scoreTo';
  value: string | undefined;
  onChange: Props['onChange'];
}

/** Goes into the address once it is all there, not with every digit. */
function ScoreField({ name, value, onChange }: ScoreProps) {
  const { t } = useTranslation();
  const known = value === undefined || Number.isNaN(Number(value)) ? null : Number(value);
  const [draft, setDraft] = useState(known);
  const settle = () => {
    if (draft !== known) onChange(name, draft === null ? null : String(draft));
  };
  return (
    <InputNumber
      aria-label={t(`lookback.${name}`)}
      min={0}
      max={100}
      precision={0}
      suffix="%"
      controls={false}
      value={draft}
      onChange={setDraft}
      onBlur={settle}
      onPressEnter={settle}
    />
  );
}
