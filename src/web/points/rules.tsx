/** The rules of points as everybody can read them; whoever may change them tries others on the last three months first. */
import { Alert, Button, Input, InputNumber } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewRules, RuleList } from '../../points/points.schemas.ts';
import { problemText } from '../api/problem-text.ts';
import { dayAt, shiftMonth } from '../format/time.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { signed } from './entries.tsx';
import { useAddRules, useDryRun, useRules } from './points.api.ts';
import style from './points.module.css';

type RuleSet = NewRules['rules'];

/** Each number of the rules: where it is, and whether it is tenths of a point. */
const fields = [
  ['ownCase', 'windowMonths', false],
  ['ownCase', 'free', false],
  ['ownCase', 'tenths', true],
  ['fieldRepeat', 'windowDays', false],
  ['fieldRepeat', 'tenths', true],
  ['visitOverdue', 'tenths', true],
  ['spotCheckFailed', 'tenths', true],
  ['visitDone', 'tenths', true],
  ['visitDone', 'capPerMonth', true],
  ['fieldRedList', 'tenths', true],
  ['reportConfirmed', 'tenths', true],
  ['reportConfirmed', 'capPerMonth', true],
  ['grades', 'excellent', true],
  ['grades', 'good', true],
  ['grades', 'passed', true],
] as const;
type Field = (typeof fields)[number];

const read = (rules: RuleSet, [group, name]: Field): number => (rules[group] as Record<string, number>)[name] ?? 0;
const write = (rules: RuleSet, [group, name]: Field, value: number): RuleSet => ({
  ...rules,
  [group]: { ...rules[group], [name]: value },
});

export function Rules({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation();
  const rules = useRules();
  const [isChanging, setChanging] = useState(false);
  if (!rules.data) return null;
  return (
    <section>
      <h2>{t('points.rules')}</h2>
      <dl className={style.rules}>
        {fields.map((field) => (
          <div key={`${field[0]}.${field[1]}`}>
            <dt>{t(`points.rule.${field[0]}_${field[1]}` as 'points.rule.ownCase_free')}</dt>
            <dd>{field[2] ? signed(read(rules.data.inForce, field)) : read(rules.data.inForce, field)}</dd>
          </div>
        ))}
      </dl>
      {rules.data.versions.map(({ id, fromDay, note }) => (
        <p key={id} className={style.soft}>
          {t('points.version', { day: fromDay, note })}
        </p>
      ))}
      {mayChange && !isChanging && <Button onClick={() => setChanging(true)}>{t('points.change')}</Button>}
      {mayChange && isChanging && <ChangeRules known={rules.data} onDone={() => setChanging(false)} />}
    </section>
  );
}

function ChangeRules({ known, onDone }: { known: RuleList; onDone(): void }) {
  const { t } = useTranslation();
  const { timeZone } = useSignedIn().community;
  const [rules, setRules] = useState<RuleSet>(known.inForce);
  const [fromDay, setFromDay] = useState(`${shiftMonth(dayAt(Date.now(), timeZone).slice(0, 7), 1)}-01`);
  const [note, setNote] = useState('');
  const [dryRun, add] = [useDryRun(), useAddRules()];
  const id = useId();
  const save = (event: FormEvent) => {
    event.preventDefault();
    add.mutate({ fromDay, rules, note }, { onSuccess: onDone });
  };
  const error = add.error ?? dryRun.error;
  return (
    <form className={style.form} onSubmit={save}>
      <div className={style.fields}>
        {fields.map((field) => {
          const name = `${field[0]}_${field[1]}`;
          const scale = field[2] ? 10 : 1;
          return (
            <div key={name}>
              <label htmlFor={`${id}-${name}`}>{t(`points.rule.${name}` as 'points.rule.ownCase_free')}</label>
              <InputNumber
                id={`${id}-${name}`}
                step={field[2] ? 0.5 : 1}
                value={read(rules, field) / scale}
                onChange={(value) => setRules(write(rules, field, Math.round(Number(value ?? 0) * scale)))}
              />
            </div>
          );
        })}
      </div>
      <label htmlFor={`${id}-day`}>{t('points.fromDay')}</label>
      <Input id={`${id}-day`} type="date" value={fromDay} onChange={(event) => setFromDay(event.target.value)} />
      <label htmlFor={`${id}-note`}>{t('points.note')}</label>
      <Input id={`${id}-note`} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
      {error && <Alert role="alert" type="error" showIcon title={problemText(error, t)} />}
      <div className={style.actions}>
        <Button loading={dryRun.isPending} onClick={() => dryRun.mutate(rules)}>
          {t('points.dryRun')}
        </Button>
        <Button type="primary" htmlType="submit" loading={add.isPending} disabled={note.trim() === ''}>
          {t('points.adopt')}
        </Button>
        <Button onClick={onDone}>{t('points.cancel')}</Button>
      </div>
      {dryRun.data && (
        <div role="status">
          <p>
            {t('points.dryRunText', {
              months: dryRun.data.months.join(' '),
              changed: dryRun.data.members.length,
              unchanged: dryRun.data.unchanged,
            })}
          </p>
          <ul className={style.branches}>
            {dryRun.data.members.map(({ member, before, after }) => (
              <li key={member.id}>
                <span>{member.name}</span>
                <span className={style.soft}>{signed(before)} →</span>
                <strong>{signed(after)}</strong>
              </li>
            ))}
          </ul>
        </div>
      )}
    </form>
  );
}
