/** Texts of a station’s page in English. */
export const station = {
  failed: 'The station could not be loaded',
  missing: 'There is no such station, or it is not in your estates.',
  back: 'Counts',
  rate: 'Rate of the month (estimate)',
  none: 'Nothing was judged here this month, so there is no rate.',
  counts: 'Counts',
  now: 'This month',
  before: 'Month before',
  photos: 'Photographs',
  flagged: 'Flagged',
  open: 'Waiting for review',
  confirmed: 'Confirmed',
  lost: 'Photographs not measured',
  verdicts: 'Past verdicts here',
};
