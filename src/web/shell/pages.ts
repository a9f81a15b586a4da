/** Which pages there are: address, who may open them, where the navigation lists them. Each is loaded when first opened. */
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { Permission } from '../../people/people.schemas.ts';
import type { Words } from '../locales/zh-CN.ts';

export interface PageEntry {
  /** Below the root, as the router takes it. */
  path: string;
  /** Null: everybody who is signed in. */
  permission: Permission | null;
  /** Its name in the navigation; null: it isn't listed there. */
  text: keyof Words['nav'] | null;
  /** Work is always in sight; the others open from a menu: what follows from cases, figures, administration. */
  group: 'work' | 'followUp' | 'figures' | 'administration';
  page: LazyExoticComponent<ComponentType>;
}

export const pages: readonly PageEntry[] = [
  {
    path: 'review',
    permission: 'review',
    text: 'review',
    group: 'work',
    page: lazy(() => import('../review/review-page.tsx')),
  },
  {
    path: 'lookback',
    permission: 'review',
    text: 'lookback',
    group: 'figures',
    page: lazy(() => import('../lookback/lookback-page.tsx')),
  },
  {
    path: 'ledger',
    permission: 'see_counts',
    text: 'ledger',
    group: 'figures',
    page: lazy(() => import('../ledger/ledger-page.tsx')),
  },
  {
    path: 'signatures',
    permission: 'sign',
    text: 'signing',
    group: 'followUp',
    page: lazy(() => import('../signatures/signatures-page.tsx')),
  },
  {
    path: 'notices',
    permission: 'notify',
    text: 'notices',
    group: 'followUp',
    page: lazy(() => import('../notices/notices-page.tsx')),
  },
  {
    path: 'notices/:id/slip',
    permission: 'notify',
    text: null,
    group: 'work',
    page: lazy(() => import('../notices/slip-page.tsx')),
  },
  {
    path: 'tasks',
    permission: 'organise',
    text: 'tasks',
    group: 'followUp',
    page: lazy(() => import('../tasks/tasks-page.tsx')),
  },
  {
    path: 'lists',
    permission: 'sign',
    text: 'lists',
    group: 'followUp',
    page: lazy(() => import('../lists/lists-page.tsx')),
  },
  {
    path: 'points',
    permission: 'see_points',
    text: 'points',
    group: 'followUp',
    page: lazy(() => import('../points/points-page.tsx')),
  },
  {
    path: 'patrols',
    permission: 'organise',
    text: 'patrols',
    group: 'followUp',
    page: lazy(() => import('../patrols/patrols-page.tsx')),
  },
  {
    path: 'training',
    permission: 'organise',
    text: 'training',
    group: 'followUp',
    page: lazy(() => import('../training/training-page.tsx')),
  },
  {
    path: 'appeals',
    permission: 'decide',
    text: 'appeals',
    group: 'followUp',
    page: lazy(() => import('../notices/appeals-page.tsx')),
  },
  {
    path: 'counts',
    permission: 'see_counts',
    text: 'counts',
    group: 'figures',
    page: lazy(() => import('../counts/counts-page.tsx')),
  },
  {
    path: 'stations/:id',
    permission: 'see_counts',
    text: null,
    group: 'figures',
    page: lazy(() => import('../station/station-page.tsx')),
  },
  {
    path: 'monthly-report',
    permission: 'see_counts',
    text: 'monthly',
    group: 'figures',
    page: lazy(() => import('../monthly-report/monthly-report-page.tsx')),
  },
  {
    path: 'meeting-pack',
    permission: 'see_counts',
    text: null,
    group: 'work',
    page: lazy(() => import('../meeting-pack/meeting-pack-page.tsx')),
  },
  {
    path: 'report',
    permission: 'report',
    text: 'report',
    group: 'work',
    page: lazy(() => import('../report/report-page.tsx')),
  },
  {
    path: 'r/:code',
    permission: 'report',
    text: null,
    group: 'work',
    page: lazy(() => import('../report/report-page.tsx')),
  },
  {
    path: 'mine',
    permission: 'report',
    text: 'mine',
    group: 'work',
    page: lazy(() => import('../mine/mine-page.tsx')),
  },
  {
    path: 'stickers',
    permission: 'administer',
    text: 'stickers',
    group: 'administration',
    page: lazy(() => import('../stickers/stickers-page.tsx')),
  },
  {
    path: 'places',
    permission: 'administer',
    text: 'places',
    group: 'administration',
    page: lazy(() => import('../admin/places/places-page.tsx')),
  },
  {
    path: 'homes',
    permission: 'administer',
    text: 'homes',
    group: 'administration',
    page: lazy(() => import('../admin/places/homes-page.tsx')),
  },
  {
    path: 'people',
    permission: 'administer',
    text: 'people',
    group: 'administration',
    page: lazy(() => import('../admin/people/people-page.tsx')),
  },
  {
    path: 'duties',
    permission: 'administer',
    text: 'duties',
    group: 'administration',
    page: lazy(() => import('../admin/duties/duties-page.tsx')),
  },
  {
    path: 'imports',
    permission: 'administer',
    text: 'imports',
    group: 'administration',
    page: lazy(() => import('../admin/imports/imports-page.tsx')),
  },
  {
    path: 'cameras',
    permission: 'administer',
    text: 'cameras',
    group: 'administration',
    page: lazy(() => import('../admin/cameras/cameras-page.tsx')),
  },
  {
    path: 'cameras/:id',
    permission: 'administer',
    text: null,
    group: 'administration',
    page: lazy(() => import('../admin/cameras/camera-page.tsx')),
  },
  {
    path: 'cameras/:id/push',
    permission: 'administer',
    text: null,
    group: 'administration',
    page: lazy(() => import('../admin/push/test-page.tsx')),
  },
  {
    path: 'devices',
    permission: 'administer',
    text: 'devices',
    group: 'administration',
    page: lazy(() => import('../admin/push/devices-page.tsx')),
  },
  {
    path: 'cameras/:id/drawing',
    permission: 'administer',
    text: null,
    group: 'administration',
    page: lazy(() => import('../admin/cameras/drawing-page.tsx')),
  },
  {
    path: 'hidden-photos',
    permission: 'lift_hiding',
    text: 'hiddenPhotos',
    group: 'administration',
    page: lazy(() => import('../hidden-photos/hidden-photos-page.tsx')),
  },
  {
    path: 'second-looks',
    permission: 'see_agreement',
    text: 'agreement',
    group: 'figures',
    page: lazy(() => import('../second-looks/second-looks-page.tsx')),
  },
  {
    path: 'invitations',
    permission: 'administer',
    text: 'invitations',
    group: 'administration',
    page: lazy(() => import('../admin/accounts/invitations-page.tsx')),
  },
  {
    path: 'accounts/:id',
    permission: 'administer',
    text: null,
    group: 'administration',
    page: lazy(() => import('../admin/accounts/account-page.tsx')),
  },
  {
    path: 'queue',
    permission: 'see_queue',
    text: 'queue',
    group: 'administration',
    page: lazy(() => import('../admin/queue/queue-page.tsx')),
  },
  {
    path: 'model',
    permission: 'administer',
    text: 'model',
    group: 'administration',
    page: lazy(() => import('../admin/model/model-page.tsx')),
  },
  {
    path: 'settings',
    permission: 'administer',
    text: 'settings',
    group: 'administration',
    page: lazy(() => import('../admin/settings/settings-page.tsx')),
  },
  {
    path: 'messages',
    permission: 'administer',
    text: 'messages',
    group: 'administration',
    page: lazy(() => import('../admin/messages/messages-page.tsx')),
  },
  {
    path: 'audit-log',
    permission: 'see_audit_log',
    text: 'auditLog',
    group: 'administration',
    page: lazy(() => import('../admin/audit-log/audit-log-page.tsx')),
  },
  {
    path: 'account',
    permission: null,
    text: null,
    group: 'work',
    page: lazy(() => import('../account/account-page.tsx')),
  },
];

/** For residents: opened without an account. */
export const publicPages: readonly { path: string; page: LazyExoticComponent<ComponentType> }[] = [
  { path: 'join', page: lazy(() => import('../account/join-page.tsx')) },
  { path: 'list', page: lazy(() => import('../lists/public-list-page.tsx')) },
  { path: 'list/:month', page: lazy(() => import('../lists/public-list-page.tsx')) },
  { path: 'q/:code', page: lazy(() => import('../training/quiz-page.tsx')) },
  { path: 'n', page: lazy(() => import('../notices/public-page.tsx')) },
  { path: 'n/:code', page: lazy(() => import('../notices/public-page.tsx')) },
];
