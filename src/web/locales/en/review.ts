/** Texts of the review desk in English. */
import type { Words } from '../zh-CN.ts';

export const review: Words['review'] = {
  expected: 'Meant for',
  expectedNone: 'Not in a bin: no category is expected',
  misplaced: 'Misplaced: it is really',
  otherwise: 'Otherwise',
  isExpected: 'expected',
  waiting: 'To review',
  photo: 'Photo of {{place}} with the part to judge outlined',
  photoWhole: 'Photo of {{place}}',
  photoFailed: 'The photo didn’t load',
  photoFailedText: 'Try again. Without the photo the only possible verdict is “Unclear”.',
  photoLoading: 'Loading the photo',
  outline: 'Outline',
  enlarge: 'This bin',
  zone: 'Community time: {{zone}}',
  emptyTitle: 'Everything is reviewed',
  emptyText: 'New items appear here by themselves.',
  emptyChecked: 'Last checked at {{time}}',
  elsewhereTitle: 'Someone else has the remaining items',
  offlineTitle: 'No connection',
  offlineText: 'Your verdicts are kept here and go out by themselves once it is back. Please leave this page open.',
  failedTitle: 'The items to review didn’t load',
  nowShowing: 'Next item: {{place}}, meant for {{category}}',
};

export const sending: Words['sending'] = {
  saved: 'Saved',
  sending: 'Saving',
  waiting: 'Offline, unsent: {{count}}',
  signedOut: 'Signed out, unsent: {{count}}',
  now: 'Retry',
};

export const last: Words['last'] = {
  title: 'Last item',
  none: 'What the model thought appears here after your verdict.',
  saving: 'Saving; then what the model thought is shown.',
  held: 'What the model thought is shown once this has been sent.',
  undo: 'Undo',
  redo: 'Redo',
  model: 'The model said',
  noModel: 'There is no model result for this photo.',
  score: 'Chance of misplaced',
  threshold: 'flagged from {{threshold}}',
  noScore: 'no score',
  unusable: 'The photo wasn’t good enough for the model to judge.',
  unusableWhy: 'The photo can’t be judged: {{reason}}.',
  distribution: 'By category',
  items: 'Looks like',
  source: 'Why it was shown',
  afterReveal: 'Given after seeing what the model thought',
  modelName: 'Model',
  fixed: 'Can’t be undone any more',
};

export const notice: Words['notice'] = {
  conflictBy: '{{place}}: {{name}} has already judged it “{{judgement}}”. Your verdict was not counted.',
  conflictTaken: '{{place}}: it has gone to someone else. Your verdict was not counted.',
  conflictOther: '{{place}}: it has just changed. Your verdict was not counted.',
  refused: '{{place}}: not saved. {{reason}}',
  undoConflict: '{{place}}: not undone, it has just changed.',
  undoRefused: '{{place}}: not undone. {{reason}}',
};

export const keys: Words['keys'] = {
  open: 'Keys',
  title: 'Keys',
  text: 'Choose the key to change, then press the new one (a letter or a digit). Kept in this browser, for your account alone.',
  tools: 'Tools',
  undo: 'Undo',
  redo: 'Redo',
  outline: 'Show or hide the outline',
  enlarge: 'This bin alone',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  details: 'Verdict with details',
  attribute: 'Attribute to a home',
  hide: 'Hide the photo',
  keys: 'Open this list',
  press: 'Press a key',
  change: '{{name}}: {{key}}, change',
  clash: 'The key {{key}} is used for “{{other}}” already.',
  swap: 'Swap: {{key}} for “{{name}}”',
  reset: 'Reset to the usual keys',
  done: 'Done',
};
