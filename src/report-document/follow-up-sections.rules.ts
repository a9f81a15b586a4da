/** Sections of what followed from cases and of what people came together for. A month closed before they were told here says so. */
import type { Cell, ReportSection, ReportTable } from './report-document.schemas.ts';
import { counted, factTable, figureColumns, section, table, textColumns, type Writing } from './section-parts.rules.ts';

const pointsCell = (tenths: number): Cell => ({ value: tenths / 10 });

/** A section of tables of which each may not have been there yet. */
function told(id: string, heading: string, text: string, tables: (ReportTable | null)[], { words }: Writing) {
  const known = tables.filter((one) => one !== null);
  return section(id, heading, { paragraphs: [known.length > 0 ? text : words.text.notTold], tables: known });
}

function visitsSection(writing: Writing): ReportSection {
  const { words, report } = writing;
  const { visits, spotChecks } = report.later;
  const { row } = words;
  return told(
    'visits',
    words.section.visits,
    words.text.visits,
    [
      visits &&
        table(
          'tasks',
          words.table.tasks,
          [...textColumns(words, 'task'), ...figureColumns(words, 'due', 'done', 'overdue')],
          visits.map(({ kind, due, done, overdue }) => [words.task[kind], ...[due, done, overdue].map(counted)]),
          words,
        ),
      spotChecks &&
        factTable(
          'spot-checks',
          words.table.spotChecks,
          [
            [row.considered, counted(spotChecks.considered)],
            [row.spotDrawn, counted(spotChecks.drawn)],
            [row.spotChecked, counted(spotChecks.checked)],
            [row.spotFailed, counted(spotChecks.failed)],
          ],
          words,
        ),
    ],
    writing,
  );
}

function pointTables({ words, report }: Writing): (ReportTable | null)[] {
  const { points } = report.later;
  if (!points) return [];
  const { row } = words;
  const facts: [string, Cell][] = [
    [row.members, counted(points.members)],
    [row.given, pointsCell(points.given)],
    [row.taken, pointsCell(points.taken)],
    [row.reversed, pointsCell(points.reversed)],
  ];
  const causes = points.causes.map(({ code, rows, tenths }) => [
    code === null ? words.pointsReversed : words.point[code],
    counted(rows),
    pointsCell(tenths),
  ]);
  const columns = [...textColumns(words, 'cause'), ...figureColumns(words, 'entries', 'points')];
  return [
    factTable('points', words.table.points, facts, words),
    table('point-causes', words.table.pointCauses, columns, causes, words),
  ];
}

/** Nothing but that there is none yet where the lists have not been made. */
function listTable({ words, report }: Writing): ReportTable | null {
  const { lists } = report.later;
  if (!lists) return null;
  const { row } = words;
  const facts: [string, Cell][] = [
    [row.edition, counted(lists.edition)],
    [row.listCorrections, counted(lists.corrections)],
    [row.red, counted(lists.red)],
    [row.black, counted(lists.black)],
    [row.listedBuildings, counted(lists.buildings)],
    [row.listedUnits, counted(lists.units)],
    [row.listedHouseholds, counted(lists.households)],
    [row.modelHouseholds, lists.modelHouseholds === null ? words.noRecords : counted(lists.modelHouseholds)],
  ];
  const state: [string, Cell] = [row.listState, words.listState[lists.state]];
  return factTable('lists', words.table.lists, lists.state === 'none' ? [state] : [state, ...facts], words);
}

function consequencesSection(writing: Writing): ReportSection {
  const { words, report } = writing;
  const { appeals } = report.later;
  const { row } = words;
  return told(
    'consequences',
    words.section.consequences,
    words.text.consequences,
    [
      ...pointTables(writing),
      listTable(writing),
      appeals &&
        factTable(
          'appeals',
          words.table.appeals,
          [
            [row.filed, counted(appeals.filed)],
            [row.upheld, counted(appeals.upheld)],
            [row.refused, counted(appeals.refused)],
            [row.appealsWaiting, counted(appeals.waiting)],
            [row.late, counted(appeals.late)],
          ],
          words,
        ),
    ],
    writing,
  );
}

function gatheringsSection(writing: Writing): ReportSection {
  const { words, report } = writing;
  const { patrols, training } = report.later;
  const { row } = words;
  return told(
    'gatherings',
    words.section.gatherings,
    words.text.gatherings,
    [
      patrols &&
        factTable(
          'patrols',
          words.table.patrols,
          [
            [row.shiftsDue, counted(patrols.due)],
            [row.attended, counted(patrols.attended)],
            [row.missed, counted(patrols.missed)],
            [row.calledOff, counted(patrols.calledOff)],
            [row.unplanned, counted(patrols.unplanned)],
            [row.patrolHours, { value: patrols.minutes / 60 }],
            [row.patrolPeople, counted(patrols.people)],
            [row.patrolStations, counted(patrols.stations)],
            [row.patrolFound, counted(patrols.found)],
            [row.patrolReports, counted(patrols.reports)],
          ],
          words,
        ),
      training &&
        table(
          'training',
          words.table.training,
          [...textColumns(words, 'group'), ...figureColumns(words, 'sessions', 'attendances')],
          [
            ...training.groups.map(({ group, sessions, attendances }) => [
              words.group[group],
              counted(sessions),
              counted(attendances),
            ]),
            [row.total, counted(training.sessions), counted(training.attendances)],
          ],
          words,
        ),
    ],
    writing,
  );
}

export const followUpSections = (writing: Writing): ReportSection[] =>
  [visitsSection, consequencesSection, gatheringsSection].map((write) => write(writing));
