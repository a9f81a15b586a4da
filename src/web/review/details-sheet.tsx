/** A verdict with more to it: further categories, the item, a note. */
import { Button, Checkbox, Input, Modal, Radio, Select } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Judgement, ReviewItem } from '../../findings/findings.schemas.ts';
import type { Category } from '../../inference/categories.ts';
import { nameIn } from '../locales/language.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { useSchemeItems } from './details.api.ts';
import style from './details-sheet.module.css';
import type { Verdict } from './outbox.ts';

interface Props {
  item: ReviewItem;
  onClose(): void;
  onVerdict(verdict: Verdict): void;
}

const maxNote = 500;
type Choice = Exclude<Judgement, 'misplaced'> | Category | 'mixed';
const plain: Choice[] = ['fits', 'unclear', 'no_waste'];

function verdictOf(choice: Choice, details: NonNullable<Verdict['details']>): Verdict {
  const { further, item, note } = details;
  switch (choice) {
    case 'fits':
    case 'unclear':
    case 'no_waste':
      return { judgement: choice, actual: null, details: { further: [], item, note } };
    default:
      return {
        judgement: 'misplaced',
        actual: choice,
        details: { further: further.filter((one) => one !== choice), item, note },
      };
  }
}

export default function DetailsSheet({ item, onClose, onVerdict }: Props) {
  const { t, i18n } = useTranslation();
  const { categories } = useSignedIn().community;
  const [choice, setChoice] = useState<Choice | null>(null);
  const [further, setFurther] = useState<Category[]>([]);
  const [label, setLabel] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const items = useSchemeItems();
  const isMisplaced = choice !== null && !plain.includes(choice);
  const names = categories.map(({ id, names }) => ({ id, name: nameIn(names, i18n.language) }));
  const options = (items.data?.items ?? []).map(({ label, names }) => ({
    value: label,
    label: nameIn(names, i18n.language) || label,
  }));
  return (
    <Modal
      open
      width={640}
      title={t('details.title')}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('details.cancel')}
        </Button>,
        <Button
          key="give"
          type="primary"
          disabled={choice === null}
          onClick={() => choice && onVerdict(verdictOf(choice, { further, item: label, note: note.trim() || null }))}
        >
          {t('details.give')}
        </Button>,
      ]}
    >
      <Field label={t('details.verdict')}>
        <Radio.Group
          aria-label={t('details.verdict')}
          className={style.choices ?? ''}
          value={choice}
          onChange={(event) => setChoice(event.target.value as Choice)}
        >
          {item.expected !== null &&
            [...names, { id: 'mixed' as const, name: t('category.mixed') }].map(({ id, name }) => (
              <Radio key={id} value={id} disabled={id === item.expected}>
                {t('details.misplaced', { name })}
              </Radio>
            ))}
          {plain.map((one) => (
            <Radio key={one} value={one}>
              {t(`judgement.${one as 'fits'}`)}
            </Radio>
          ))}
        </Radio.Group>
      </Field>
      {isMisplaced && (
        <Field label={t('details.further')}>
          <Checkbox.Group
            className={style.choices ?? ''}
            value={further}
            options={names.map(({ id, name }) => ({ value: id, label: name, disabled: id === choice }))}
            onChange={(chosen) => setFurther(chosen as Category[])}
          />
        </Field>
      )}
      <Field label={t('details.item')}>
        <Select
          aria-label={t('details.item')}
          className={style.wide ?? ''}
          showSearch={{ optionFilterProp: 'label' }}
          allowClear
          loading={items.isPending}
          placeholder={t('details.itemNone')}
          options={options}
          value={label}
          onChange={(chosen: string | undefined) => setLabel(chosen ?? null)}
        />
      </Field>
      <Field label={t('details.note')}>
        <Input.TextArea
          aria-label={t('details.note')}
          rows={2}
          maxLength={maxNote}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
    </Modal>
  );
}

function Field({ label, children }: { label: string; children: ReactNode }) {
  const id = useId();
  return (
    <fieldset className={style.field} aria-labelledby={id}>
      <span id={id}>{label}</span>
      {children}
    </fieldset>
  );
}
