/** Who is signed in, and the way out. */
import DownOutlined from '@ant-design/icons/es/icons/DownOutlined';
import LogoutOutlined from '@ant-design/icons/es/icons/LogoutOutlined';
import UserOutlined from '@ant-design/icons/es/icons/UserOutlined';
import { Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSignOut } from '../api/session.ts';
import { useSignedIn } from './session-context.tsx';
import style from './shell.module.css';

export function UserMenu() {
  const { t } = useTranslation();
  const { person } = useSignedIn();
  const signOut = useSignOut();
  const items = [
    { key: 'who', type: 'group' as const, label: `${person.name} · ${t(`role.${person.role}`)}` },
    { key: 'own', icon: <UserOutlined aria-hidden />, label: <Link to="/account">{t('user.own')}</Link> },
    { key: 'out', icon: <LogoutOutlined aria-hidden />, label: t('user.signOut'), disabled: signOut.isPending },
  ];
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{ items, onClick: ({ key }) => key === 'out' && signOut.mutate() }}
    >
      <button type="button" className={style.headerButton} aria-label={`${t('user.menu')}: ${person.name}`}>
        <UserOutlined className={style.personIcon} aria-hidden />
        <span className={style.personName}>{person.name}</span>
        <DownOutlined className={style.chevron} aria-hidden />
      </button>
    </Dropdown>
  );
}
