/** Texts about second looks and about rejecting several at once, in English. */
import type { Words } from '../zh-CN.ts';

export const agreement: Words['agreement'] = {
  title: 'Agreement',
  failed: 'The second looks could not be loaded',
  what: 'A random {{share}} of verdicts are given a second time by somebody else, who doesn’t know it. Where two differ a third person is asked. Until the third has judged, nothing follows from the case and it isn’t shown here.',
  off: 'Second looks are switched off (SECOND_LOOK_PERCENT is 0).',
  drawn: 'Drawn',
  waiting: '{{count}} wait for the second person',
  same: 'Agree',
  ofJudged: 'Both have judged {{judged}}; {{other}} agree on misplaced, not on what it was',
  differ: 'Differ',
  differText: 'including those a third has decided',
  contested: 'Wait for a third',
  contestedText: 'nothing follows from them yet',
  decided: 'Decided by a third',
  overruled: 'in {{count}} a later verdict stands',
  decidedTitle: 'Decided by a third person',
  none: 'None in this month yet',
  open: 'Details',
  first: 'First',
  second: 'Second',
  third: 'Third',
  stands: 'stands',
};

export const bulk: Words['bulk'] = {
  open: 'Others in this bin…',
  title: 'The same bin: {{place}}',
  text: 'Choose only those that show the same as the one before, such as a shining lid or the same empty bin. All chosen get the verdict “{{judgement}}”. Some of them still come singly, to be judged one by one.',
  none: 'This bin has no other item to review.',
  all: 'Choose all',
  nothing: 'Choose none',
  pick: 'The one taken {{time}}',
  confirm: '“{{judgement}}” for all chosen ({{count}})',
  cancel: 'Cancel',
  done: '{{count}} judged; the others come singly.',
  undo: 'Undo all',
  undone: '{{count}} undone and open again.',
  close: 'Close',
  failed: 'The items of this bin could not be loaded',
  refused: 'None was judged',
};
