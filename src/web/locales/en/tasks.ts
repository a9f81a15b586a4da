/** Tasks and spot-checks in English: see the Chinese for what each is for. */
import type { Words } from '../zh-CN.ts';

export const tasks: Words['tasks'] = {
  title: 'Tasks and spot-checks',
  tab: 'Tasks',
  intro:
    'Tasks follow from confirmed cases by themselves: a home that is named and signed for is visited by the member responsible; where nobody is named, the chief of the bin sees to it. Besides, each home is contacted once a quarter. When a case is void, what is still to be done about it is withdrawn.',
  failed: 'The tasks could not be loaded',
  none: 'No task matches',
  mine: 'My tasks',
  noneOpen: 'Nothing is to be done',
  contacts: 'Routine contacts (homes: {{count}})',
  showAll: 'Show all {{count}}',
  doneLately: 'Done in the last two weeks ({{count}})',
  kindTitle: 'Task',
  allKinds: 'All tasks',
  kind: { rectification: 'Put right', visit: 'Home visit', contact: 'Routine contact' },
  stateTitle: 'State',
  allStates: 'All states',
  state: { open: 'To do', overdue: 'Overdue', done: 'Done', withdrawn: 'Withdrawn' },
  count: { open: 'To do: {{count}}', overdue: 'Overdue: {{count}}', unassigned: 'Nobody’s: {{count}}' },
  subject: 'About',
  person: 'Whose',
  nobody: 'Nobody’s',
  dueTitle: 'Due',
  due: 'Due {{day}}',
  completion: 'What was done',
  cause: '{{time}}: {{actual}} in the bin for {{expected}}',
  mixed: 'mixed waste',
  moreCauses: 'and {{count}} more',
  guideTitle: 'What to say at the door',
  guide: {
    kitchen:
      'Kitchen waste (leftovers, leaves, peels, tea): drain it, empty the bag into the bin, put the bag with the residual waste. It becomes compost; plastic in it spoils that.',
    residual:
      'Residual waste (used tissues, nappies, dirty plastic bags, large bones, shells, broken china) goes into the black bin. It can hardly be recycled and soils what could.',
    recyclable:
      'Recyclables (cardboard, bottles, cans, glass, clothes): empty, dry and flatten them for the blue bin. With oil or water on them they can only be burnt.',
    hazardous:
      'Hazardous waste (rechargeable batteries, tubes, old medicine, insecticide, paint) goes whole into the red bin. Broken it poisons soil and water.',
    mixed:
      'Several kinds in one bag are not sorted at all. Two bins at home help: one for kitchen waste, one for the rest, recyclables apart.',
  },
  do: 'Do it',
  done: 'Done',
  note: 'What was done',
  noteExample: {
    rectification: 'such as: sorted by hand, reminded people at the bin',
    visit: 'such as: explained kitchen waste, they will do so',
    contact: 'such as: two people, two bins at home',
  },
  photo: 'Take a photo',
  otherPhoto: 'Take another',
  hasPhoto: 'One photo is attached',
  photoBroken: 'This photo can’t be opened; please take another',
  seePhoto: 'See the photo',
  undo: 'Take back',
  assign: 'Give',
  assignTitle: 'Give to somebody: {{subject}}',
  assignHelp: 'It stays with this person even when the field changes hands. Nobody who lives there can be given it.',
  giveBack: 'Back to whose field or post it is',
  older: 'Older',
  newest: 'Back to the newest',
};

export const spotChecks: Words['spotChecks'] = {
  title: 'Spot-checks',
  intro:
    'A day after a visit one in five is drawn by the community’s seed, and somebody who had no part in it asks at the door. Drawn is whose number is below the share, so it can be worked out again. A visit that was not made costs points.',
  none: 'No visit waits to be looked into',
  visit: 'By {{name}}: {{note}}',
  drawn: 'Draw {{draw}}, share {{share}}, mark of the seed {{mark}}',
  own: 'This was your own visit, or concerns your home: a colleague must ask.',
  outcome: 'What was found',
  held: 'It was made',
  failed: 'It was not made',
  note: 'In words',
  noteExample: 'such as: somebody came last Wednesday, they say',
  record: 'Record',
};
