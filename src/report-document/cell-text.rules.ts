/** A cell as people read it: the same on the page and on paper. */
import type { Cell } from './report-document.schemas.ts';

/** Such as “7.2%”. */
export const shareText = (share: number): string => `${(share * 100).toFixed(1)}%`;

export const countText = (count: number): string => count.toLocaleString('en');

/** `none` stands for what there is no figure of. */
export function cellText(cell: Cell, none: string): string {
  if (cell === null) return none;
  if (typeof cell === 'string') return cell;
  if ('count' in cell) return countText(cell.count);
  if ('share' in cell) return shareText(cell.share);
  if ('value' in cell) return cell.value.toFixed(2);
  return `${shareText(cell.low)} – ${shareText(cell.high)}`;
}

/** In letters; a Chinese one takes the room of two others. */
export const textWidth = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 0);
