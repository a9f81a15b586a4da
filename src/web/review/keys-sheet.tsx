/** The keys of the review page: seen, changed one by one, set back. */
import { Alert, Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSignedIn } from '../shell/session-context.tsx';
import { categoryName } from './categories.ts';
import { conflictOf, type KeyName, keyNames, usualKeys, withKey } from './key-bindings.ts';
import { useKeys } from './key-context.tsx';
import { meantKey } from './keys.ts';
import style from './keys-sheet.module.css';

const groups: { title: 'misplaced' | 'otherwise' | 'tools'; names: KeyName[] }[] = [
  { title: 'misplaced', names: ['recyclable', 'hazardous', 'kitchen', 'residual', 'mixed'] },
  { title: 'otherwise', names: ['fits', 'unclear', 'no_waste'] },
  { title: 'tools', names: keyNames.slice(keyNames.indexOf('undo')) },
];

/** What an action is called. */
function useKeyText(): (name: KeyName) => string {
  const { t, i18n } = useTranslation();
  const { categories } = useSignedIn().community;
  return (name) => {
    switch (name) {
      case 'recyclable':
      case 'hazardous':
      case 'kitchen':
      case 'residual':
        return categoryName(categories, name, i18n.language);
      case 'mixed':
        return t('category.mixed');
      case 'fits':
      case 'unclear':
      case 'no_waste':
        return t(`judgement.${name}`);
      default:
        return t(`keys.${name}`);
    }
  };
}

/** Hands over the letter or digit pressed next, or null for Escape, as long as `isOn`. */
function useNextKey(isOn: boolean, onKey: (key: string | null) => void): void {
  useEffect(() => {
    if (!isOn) return;
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' && event.key !== 'Tab' && meantKey(event) === '') return;
      event.preventDefault();
      event.stopPropagation();
      onKey(event.key === 'Escape' || event.key === 'Tab' ? null : meantKey(event));
    };
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, [isOn, onKey]);
}

export default function KeysSheet({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const { bindings, choose } = useKeys();
  const textOf = useKeyText();
  const [asking, setAsking] = useState<KeyName | null>(null);
  const [clash, setClash] = useState<{ name: KeyName; key: string; other: KeyName } | null>(null);
  useNextKey(asking !== null, (key) => {
    setAsking(null);
    if (asking === null || key === null) return;
    const other = conflictOf(bindings, asking, key);
    if (other) setClash({ name: asking, key, other });
    else choose(withKey(bindings, asking, key));
  });
  const ask = (name: KeyName) => {
    setClash(null);
    setAsking(name);
  };
  const isUsual = keyNames.every((name) => bindings[name] === usualKeys[name]);
  return (
    <Modal
      open
      width={640}
      title={t('keys.title')}
      onCancel={onClose}
      footer={[
        <Button key="reset" disabled={isUsual} onClick={() => choose(null)}>
          {t('keys.reset')}
        </Button>,
        <Button key="close" type="primary" onClick={onClose}>
          {t('keys.done')}
        </Button>,
      ]}
    >
      <p className={style.text}>{t('keys.text')}</p>
      {clash && (
        <Alert
          role="alert"
          type="warning"
          showIcon
          title={t('keys.clash', { key: clash.key, other: textOf(clash.other) })}
          action={
            <Button
              onClick={() => {
                choose(withKey(bindings, clash.name, clash.key));
                setClash(null);
              }}
            >
              {t('keys.swap', { name: textOf(clash.name), key: clash.key })}
            </Button>
          }
        />
      )}
      {groups.map(({ title, names }) => (
        <section key={title} className={style.group}>
          <h3>{title === 'tools' ? t('keys.tools') : t(`review.${title}`)}</h3>
          <ul className={style.keys}>
            {names.map((name) => (
              <li key={name}>
                <span>{textOf(name)}</span>
                <button
                  type="button"
                  data-asking={asking === name}
                  aria-label={t('keys.change', { name: textOf(name), key: bindings[name] })}
                  onClick={() => ask(name)}
                >
                  {asking === name ? t('keys.press') : bindings[name]}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Modal>
  );
}
