/** The way to every page somebody may open: side by side on a desk, behind one button on a phone. */

import DownOutlined from '@ant-design/icons/es/icons/DownOutlined';
import MenuOutlined from '@ant-design/icons/es/icons/MenuOutlined';
import { Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, useLocation } from 'react-router';
import type { SessionView } from '../../people/people.schemas.ts';
import { may } from '../api/session.ts';
import { type PageEntry, pages } from './pages.ts';
import style from './shell.module.css';

/** The listed pages of a group that the session may open. */
function listedPages(session: SessionView, group: PageEntry['group']): PageEntry[] {
  return pages.filter(
    (one) => one.group === group && one.text && (one.permission === null || may(session, one.permission)),
  );
}

function useItems() {
  const { t } = useTranslation();
  return (entries: readonly PageEntry[]) =>
    entries.map(({ path, text }) => ({
      key: path,
      label: <NavLink to={`/${path}`}>{text && t(`nav.${text}`)}</NavLink>,
    }));
}

/** A menu is open at the place where it was opened: whoever goes on, by whatever way, leaves it behind. */
function useOpenHere() {
  const { key } = useLocation();
  const [openedAt, setOpenedAt] = useState<string | null>(null);
  return { open: openedAt === key, onOpenChange: (isOpen: boolean) => setOpenedAt(isOpen ? key : null) };
}

/** Pages of administration, in a menu. */
function AdministrationMenu({ entries }: { entries: readonly PageEntry[] }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const items = useItems()(entries);
  const openHere = useOpenHere();
  const isHere = entries.some(({ path }) => pathname.startsWith(`/${path}`));
  return (
    <Dropdown trigger={['click']} menu={{ items }} {...openHere}>
      <button type="button" className={style.navButton} aria-current={isHere ? 'page' : undefined}>
        {t('nav.administration')} <DownOutlined className={style.chevron} aria-hidden />
      </button>
    </Dropdown>
  );
}

/** Everything in one menu, for narrow screens. */
function PhoneMenu({ work, administration }: Record<'work' | 'administration', readonly PageEntry[]>) {
  const { t } = useTranslation();
  const toItems = useItems();
  const openHere = useOpenHere();
  const more = { key: 'administration', type: 'group' as const, label: t('nav.administration') };
  const items = [
    ...toItems(work),
    ...(administration.length > 0 ? [{ ...more, children: toItems(administration) }] : []),
  ];
  return (
    <Dropdown trigger={['click']} menu={{ items }} {...openHere}>
      <button type="button" className={style.phoneMenu} aria-label={t('nav.menu')}>
        <MenuOutlined aria-hidden />
      </button>
    </Dropdown>
  );
}

export function Navigation({ session }: { session: SessionView }) {
  const { t } = useTranslation();
  const work = listedPages(session, 'work');
  const administration = listedPages(session, 'administration');
  // Two links fit beside the logo on any screen; more need the menu on a phone.
  const isCrowded = work.length > 2 || administration.length > 0;
  return (
    <>
      {isCrowded && <PhoneMenu work={work} administration={administration} />}
      <nav className={style.nav} data-crowded={isCrowded} aria-label={t('nav.main')}>
        {work.map(({ path, text }) => (
          <NavLink key={path} to={`/${path}`}>
            {text && t(`nav.${text}`)}
          </NavLink>
        ))}
        {administration.length > 0 && <AdministrationMenu entries={administration} />}
      </nav>
    </>
  );
}
