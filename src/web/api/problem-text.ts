/** A failure in the person's language: by its stable code, else what the service said itself. */
import type { TFunction } from 'i18next';
import type { ProblemCode } from '../../platform/problem-codes.ts';
import type { Words } from '../locales/zh-CN.ts';
import { ApiProblem, NetworkFailure } from './client.ts';

/** Codes that the pages can meet; the others come with the service's own sentence. */
const known = {
  wrong_credentials: true,
  too_many_tries: true,
  not_signed_in: true,
  not_allowed: true,
  no_such_finding: true,
  finding_changed: true,
  not_your_verdict: true,
  own_household: true,
  own_attribution: true,
  attribution_changed: true,
  bad_bag_code: true,
  no_such_home: true,
  no_such_participation: true,
  no_such_list: true,
  list_changed: true,
  own_list: true,
  month_not_over: true,
  no_such_notice: true,
  notice_changed: true,
  appeal_not_open: true,
  appeal_changed: true,
  took_part: true,
  bulk_needs_verdict: true,
  own_photo: true,
  nothing_expected: true,
  actual_is_expected: true,
  drawn_meanwhile: true,
  no_such_camera: true,
  bin_counted_elsewhere: true,
  username_taken: true,
  wrong_password: true,
  no_such_person: true,
  no_such_session: true,
  own_account: true,
  last_administrator: true,
  account_deactivated: true,
  link_spent: true,
  no_such_estate: true,
  bad_channel_address: true,
  unknown_placeholder: true,
  delivery_not_ended: true,
  time_zone_fixed: true,
  original_erased: true,
  not_ended: true,
  cross_site: true,
} satisfies Record<Exclude<keyof Words['problem'], 'network' | 'server' | 'unknown'>, true> &
  Partial<Record<ProblemCode, true>>;

function isKnown(code: string): code is keyof typeof known {
  return Object.hasOwn(known, code);
}

export function problemText(error: unknown, t: TFunction): string {
  if (error instanceof NetworkFailure) return t('problem.network');
  if (!(error instanceof ApiProblem)) return t('problem.unknown');
  if (isKnown(error.code)) return t(`problem.${error.code}`);
  if (error.status >= 500) return t('problem.server');
  return error.detail || t('problem.unknown');
}
