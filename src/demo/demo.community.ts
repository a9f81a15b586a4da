/** What the demonstration community is made of: five estates, 24 stations, an account for each role. All of it is invented. */
import type { Role } from '../people/people.schemas.ts';
import type { OpeningHours } from '../places/opening-hours.schemas.ts';

export const communityName = '云河社区（演示）';

/** Fixed drop-off hours (定时定点), and a station for those who come late (误时投放点). */
const fixedHours: OpeningHours = [
  ['06:30', '08:30'],
  ['18:00', '20:00'],
];
const allDay: OpeningHours = [['00:00', '24:00']];

export interface DemoEstate {
  name: string;
  buildings: number;
  unitsEach: number;
  floors: number;
  homesPerFloor: number;
  /** Layouts of the fixture scenes, one for each station. */
  stations: DemoStation[];
}

interface DemoStation {
  name: string;
  layout: string;
  openingHours: OpeningHours;
  /** What its camera may not show, in fractions of the picture. */
  masks: [number, number][][];
}

/** Both upper corners, behind the bins: where a camera in a real yard sees doors and windows. */
const doorsAndWindows: DemoStation['masks'] = [
  [
    [0, 0],
    [0.22, 0],
    [0.16, 0.14],
    [0, 0.14],
  ],
  [
    [0.78, 0],
    [1, 0],
    [1, 0.14],
    [0.84, 0.14],
  ],
];

function stationsOf(layouts: string[]): DemoStation[] {
  return layouts.map((layout, index) => ({
    name: index === 0 ? '1号投放点（误时）' : `${index + 1}号投放点`,
    layout,
    openingHours: index === 0 ? allDay : fixedHours,
    masks: [],
  }));
}

/** The same with masks on the first station's camera, which sends all day. */
function masked(stations: DemoStation[]): DemoStation[] {
  return stations.map((station, index) => (index === 0 ? { ...station, masks: doorsAndWindows } : station));
}

const four = 'four-bins';
const three = 'three-bins';
const two = 'two-bins';

/** The first is the resettlement estate of 22 × 2 × 23 × 2 = 2,024 homes. */
export const demoEstates: DemoEstate[] = [
  {
    name: '云河安置苑',
    buildings: 22,
    unitsEach: 2,
    floors: 23,
    homesPerFloor: 2,
    stations: masked(stationsOf([four, four, three, four, two, three, four, four])),
  },
  {
    name: '杏林花园',
    buildings: 12,
    unitsEach: 3,
    floors: 18,
    homesPerFloor: 3,
    stations: stationsOf([four, three, two, four]),
  },
  {
    name: '锦溪家园',
    buildings: 10,
    unitsEach: 3,
    floors: 16,
    homesPerFloor: 4,
    stations: stationsOf([four, four, three, two]),
  },
  {
    name: '望湖新村',
    buildings: 30,
    unitsEach: 4,
    floors: 6,
    homesPerFloor: 2,
    stations: stationsOf([three, four, two, four]),
  },
  {
    name: '梧桐里',
    buildings: 18,
    unitsEach: 3,
    floors: 11,
    homesPerFloor: 2,
    stations: stationsOf([four, two, three, four]),
  },
];

export interface DemoPerson {
  username: string;
  name: string;
  role: Role;
  /** Index of the estate the account is limited to; left out: all. */
  estate?: number;
}

/** Two reviewers, since much of reviewing is about there being another. */
export const demoPeople: DemoPerson[] = [
  { username: 'admin', name: '系统管理员', role: 'administrator' },
  { username: 'secretary', name: '社区书记', role: 'secretary' },
  { username: 'reviewer', name: '复核员甲', role: 'reviewer' },
  { username: 'reviewer2', name: '复核员乙', role: 'reviewer' },
  { username: 'branch', name: '支部委员', role: 'branch' },
  { username: 'member', name: '责任田党员', role: 'member', estate: 0 },
  { username: 'binchief', name: '桶长', role: 'bin_chief', estate: 0 },
  { username: 'volunteer', name: '绿袖套志愿者', role: 'volunteer', estate: 0 },
  { username: 'viewer', name: '观察员', role: 'viewer' },
];
