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

type Menu = Exclude<PageEntry['group'], 'work'>;
/** In their order; a menu of one page is that page's link. */
const menus: readonly Menu[] = ['followUp', 'figures', 'administration'];

function NavMenu({ menu, entries }: { menu: Menu; entries: readonly PageEntry[] }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const items = useItems()(entries);
  const openHere = useOpenHere();
  const isHere = entries.some(({ path }) => pathname === `/${path}` || pathname.startsWith(`/${path}/`));
  return (
    <Dropdown trigger={['click']} menu={{ items }} {...openHere}>
      <button
        type="button"
        className={style.navButton}
        aria-haspopup="menu"
        aria-expanded={openHere.open}
        aria-current={isHere ? 'page' : undefined}
      >
        {t(`nav.${menu}`)} <DownOutlined className={style.chevron} aria-hidden />
      </button>
    </Dropdown>
  );
}

type Listed = readonly { menu: Menu; entries: readonly PageEntry[] }[];

/** Everything in one menu, for narrow screens. */
function PhoneMenu({ work, listed }: { work: readonly PageEntry[]; listed: Listed }) {
  const { t } = useTranslation();
  const toItems = useItems();
  const openHere = useOpenHere();
  const items = [
    ...toItems(work),
    ...listed.map(({ menu, entries }) => ({
      key: menu,
      type: 'group' as const,
      label: t(`nav.${menu}`),
      children: toItems(entries),
    })),
  ];
  return (
    <Dropdown trigger={['click']} menu={{ items }} {...openHere}>
      <button type="button" className={style.phoneMenu} aria-label={t('nav.menu')} aria-haspopup="menu">
        <MenuOutlined aria-hidden />
      </button>
    </Dropdown>
  );
}

export function Navigation({ session }: { session: SessionView }) {
  const { t } = useTranslation();
  const grouped = menus.map((menu) => ({ menu, entries: listedPages(session, menu) }));
  const listed = grouped.filter(({ entries }) => entries.length > 1);
  const single = grouped.flatMap(({ entries }) => (entries.length === 1 ? entries : []));
  const work = [...listedPages(session, 'work'), ...single];
  // Two links fit beside the logo on any screen; more need the menu on a phone.
  const isCrowded = work.length > 2 || listed.length > 0;
  return (
    <>
      {isCrowded && <PhoneMenu work={work} listed={listed} />}
      <nav className={style.nav} data-crowded={isCrowded} aria-label={t('nav.main')}>
        {work.map(({ path, text }) => (
          <NavLink key={path} to={`/${path}`}>
            {text && t(`nav.${text}`)}
          </NavLink>
        ))}
        {listed.map((one) => (
          <NavMenu key={one.menu} {...one} />
        ))}
      </nav>
    </>
  );
}
