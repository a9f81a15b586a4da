/** Texts of the page of the monthly report in English. */
export const monthly = {
  title: 'Monthly report',
  failed: 'The report could not be loaded',
  form: { docx: 'Word', xlsx: 'Excel', csv: 'CSV' },
  print: 'Print',
  sentence: 'A sentence of the summary',
  edit: 'Rewrite: {{text}}',
  edited: 'Rewritten by {{name}}; generated was: {{text}}',
  save: 'Save',
  restore: 'Use the generated one',
  cancel: 'Cancel',
  closing: 'Closing the month',
  closingText:
    'Once closed, the month’s figures stay as they are; later confirmations, voidings and changes are shown as corrections. Check the report below first.',
  awaitsDraw: 'the audits of the last day are still to be drawn; come back in some hours',
  auditsOpen: '{{count}} random audits wait for a verdict',
  flagsOpen: '{{count}} flags wait for a verdict',
  restText:
    'Where {{count}} flags are too many, a random part of them can be judged. The rest is not reviewed and has no consequence; the estimate takes that into account.',
  restCount: 'How many to judge',
  restConfirm: 'Draw {{judge}} to be judged and leave {{left}} without review? This can’t be taken back.',
  rest: 'Draw',
  closeConfirm: 'Close the month? This can’t be undone.',
  close: 'Close the month',
  draftNotice: 'Monthly report',
  draftReady: 'The draft of the report for {{month}} is made; please check it and close the month.',
  draftOpen: 'Open the report',
};
