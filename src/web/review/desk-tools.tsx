/** What can be done with the item besides judging it. */
import EditOutlined from '@ant-design/icons/es/icons/EditOutlined';
import EyeInvisibleOutlined from '@ant-design/icons/es/icons/EyeInvisibleOutlined';
import PictureOutlined from '@ant-design/icons/es/icons/PictureOutlined';
import { useTranslation } from 'react-i18next';
import style from './desk-tools.module.css';
import { KeyCap } from './key-cap.tsx';
import { useKeys } from './key-context.tsx';
import type { KeyAction } from './keys.ts';

const tools = [
  { kind: 'strip', icon: <PictureOutlined aria-hidden /> },
  { kind: 'details', icon: <EditOutlined aria-hidden /> },
  { kind: 'hide', icon: <EyeInvisibleOutlined aria-hidden /> },
] as const;

export function DeskTools({ onAction }: { onAction(action: KeyAction): void }) {
  const { t } = useTranslation();
  const { bindings } = useKeys();
  return (
    <div className={style.tools}>
      {tools.map(({ kind, icon }) => (
        <button key={kind} type="button" aria-keyshortcuts={bindings[kind]} onClick={() => onAction({ kind })}>
          {icon} {t(`tools.${kind}`)} <KeyCap name={bindings[kind]} />
        </button>
      ))}
    </div>
  );
}
