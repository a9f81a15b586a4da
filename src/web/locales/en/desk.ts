/** Texts of what can be done on the review desk besides judging, in English. */
import type { Words } from '../zh-CN.ts';

export const tools: Words['tools'] = {
  details: 'Details',
  hide: 'Hide photo',
};

export const details: Words['details'] = {
  title: 'Verdict with details',
  verdict: 'Verdict',
  misplaced: 'Misplaced: {{name}}',
  further: 'Also seen',
  item: 'Item (optional)',
  itemNone: 'None',
  note: 'Note (optional)',
  cancel: 'Cancel',
  give: 'Give this verdict',
  furtherIs: 'Also seen: {{names}}',
  itemIs: 'Item: {{name}}',
  noteIs: 'Note: {{note}}',
};

export const hiding: Words['hiding'] = {
  title: 'Hide this photo',
  text: 'It is hidden from everybody at once: the photo, its small picture and its masked crop. The item leaves the review. Only a secretary or administrator can show it again.',
  reason: 'Why',
  reasons: {
    person: 'Somebody can be recognised',
    personal_data: 'Parcel label, papers or number plate',
    private_item: 'Hygiene items, medicine',
    other: 'Something else',
  },
  note: 'More (optional)',
  noteNeeded: 'Say why',
  frames: 'Also hide the other photos of the same bag',
  hide: 'Hide now',
  failed: 'It wasn’t hidden',
  isHidden: 'Sensitive photo, hidden',
};

export const hiddenPhotos: Words['hiddenPhotos'] = {
  what: 'Nobody is shown these photos, as they are sensitive. Once shown again, items not judged yet go back to the review.',
  failed: 'The hidden photos didn’t load',
  none: 'No photo is hidden',
  taken: 'Taken {{time}}',
  by: 'Hidden by {{name}}, {{time}}',
  lifted: 'Shown again by {{name}}, {{time}}',
  lift: 'Show again',
  why: 'Why it may be shown',
};
