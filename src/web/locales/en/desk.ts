/** Texts of what can be done on the review desk besides judging, in English. */
import type { Words } from '../zh-CN.ts';

export const tools: Words['tools'] = {
  strip: 'Before, after',
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
  notShown: 'The photo was hidden, or could not be loaded',
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

export const attributing: Words['attributing'] = {
  open: 'Attribute to a home',
  title: 'Whose is it? {{place}}',
  text: 'Three things count: never a face, never a guess. Nothing follows before a second person has signed.',
  whose: 'Household or unit',
  placeholder: 'Estate, building, unit, room, pinyin initials, or bag number',
  how: 'Such as 幸福 3 2 501, xf 3-2-501, or the number on the bag',
  none: 'There is no such home',
  more: 'There are more; type a little more',
  unit: '{{unit}} (the unit)',
  basis: 'How it is known',
  bases: {
    bag_number: 'Number on the bag',
    witness: 'Witness on duty',
    own_word: 'The household’s own word',
  },
  detail: 'Bag number, witness or words (optional)',
  unknown: 'It can’t be told',
  say: 'Attribute',
  isUnknown: 'It can’t be told whose',
  signed: 'signed by {{name}}, can’t be changed',
  unsigned: 'waits for a signature',
  withdraw: 'Take back',
};

export const strip: Words['strip'] = {
  title: 'Before and after: {{place}}',
  close: 'Back to the review',
  none: 'This photo was reported by itself; nothing was taken beside it.',
  frame: 'Photo of {{time}}',
  shown: '{{time}} (the one being reviewed)',
  places: {
    before: 'Before',
    this: 'This item',
    after: 'After',
  },
  count: '{{count}} photos, {{from}} to {{to}}',
  isDuplicate: 'marked as a duplicate',
  duplicate: 'The same bag as this item',
  split: 'Another bag from this photo on',
  splitText: 'The verdict stays with the part of the photo being reviewed.',
  edits: {
    duplicate: '{{name}} marked a duplicate, {{time}}: the later part counts in no rate and has no consequence.',
    split: '{{name}} split it in two, {{time}}.',
  },
  undo: 'Take back',
};

export const unsure: Words['unsure'] = {
  closed_bag: 'It was unsure: it looks like a tied bag, which can’t be judged from outside.',
  two: 'It was unsure between {{likelier}} ({{first}}) and {{other}} ({{second}}).',
  above: 'It was unsure: only {{by}} above the line.',
  below: 'It was unsure: only {{by}} below the line.',
};
