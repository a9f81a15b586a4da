/** Texts of signing in English. */
import type { Words } from '../zh-CN.ts';

export const signing: Words['signing'] = {
  title: 'Signatures',
  what: 'Whose a misplacement is has no consequences until a second person signs it. Nobody signs what they judged or attributed themselves, nor about their own household. Only the inside of the bin is shown clear.',
  failed: 'What waits for a signature could not be loaded',
  waiting: 'Waiting for you: {{count}}',
  forOthers: '{{count}} more concern your own verdict, attribution or household; somebody else signs them.',
  none: 'Nothing waits for your signature',
  picture: 'Photo of {{place}}, coarse outside the bin',
  case: 'Verdict',
  where: 'Place',
  when: 'Taken',
  judgedBy: 'Judged by',
  attributedBy: 'Attributed by',
  basis: {
    bag_number: 'Known by the bag number',
    witness: 'Seen by somebody on duty',
    own_word: 'The household said so',
  },
  sign: 'Sign',
  refuse: 'Refuse',
  reason: 'Why you refuse (whoever attributed it will read this)',
  reasonMissing: 'Please say why.',
  cancel: 'Cancel',
  own: 'Signed or refused by me',
  decision: { signed: 'Signed', refused: 'Refused' },
  takeBack: 'Take back',
  takeBackSure: 'It will wait for a signature again; the record stays. Take it back?',
  takenBack: 'taken back',
};
