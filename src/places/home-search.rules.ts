/** Finds homes by what people type: parts of the address in their order, by name, number or initials, or the code. Pure. */

/** A home as it is searched; initials are those of the estate's name in pinyin, such as “yhazy”. */
export interface SearchedHome {
  estate: string;
  initials: string;
  building: string;
  unit: string;
  room: string;
  code: string;
}

/** The parts of what was typed: “3幢2单元501” is three, like “3-2-501”. */
export function partsOf(search: string): string[] {
  return search
    .toLowerCase()
    .replaceAll(/(幢|栋|座|号楼|单元)/g, '$1 ')
    .split(/[\s\-－—_,，、/#]+/)
    .filter((part) => part !== '');
}

const numberIn = (name: string): string => /\d+/.exec(name)?.[0]?.replace(/^0+(?=\d)/, '') ?? '';
const isNumber = (part: string): boolean => /^\d+$/.test(part);

/** A number is the whole number of a name: 3 finds 3幢, not 13幢. */
const isNamed = (name: string, part: string): boolean =>
  isNumber(part)
    ? numberIn(name) === part.replace(/^0+(?=\d)/, '')
    : name.toLowerCase().includes(part) ||
      (numberIn(part) !== '' && /(幢|栋|座|号楼|单元)$/.test(part) && numberIn(name) === numberIn(part));

const isRoom = (room: string, part: string): boolean => room.toLowerCase().startsWith(part);

function fits(home: SearchedHome, parts: readonly string[], from: number): boolean {
  const [part, ...rest] = parts;
  if (part === undefined) return true;
  const tests = [
    () => !isNumber(part) && (home.estate.toLowerCase().includes(part) || home.initials.includes(part)),
    () => isNamed(home.building, part),
    () => isNamed(home.unit, part),
    () => isRoom(home.room, part),
  ];
  return tests.some((test, index) => index >= from && test() && fits(home, rest, index + 1));
}

/** Whether a home fits all parts, in the order estate, building, unit, room; some may be left out. */
export function matchesHome(home: SearchedHome, parts: readonly string[]): boolean {
  if (parts.length === 1 && parts[0]?.toUpperCase() === home.code) return true;
  return fits(home, parts, 0);
}
