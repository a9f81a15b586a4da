/** Numbers as people read them. */

/** Such as “93%”; what isn't quite all or nothing never shows as 100 or 0. `share` is 0..1. */
export function percent(share: number): string {
  if (share > 0 && share < 0.01) return '<1%';
  if (share < 1 && share > 0.99) return '>99%';
  return `${Math.round(share * 100)}%`;
}

/** Such as “7.2%”: with one digit after the point, for figures that come with an interval. */
export function percentPoint(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

/** Such as “12,345”. */
export function count(value: number, language: string): string {
  return value.toLocaleString(language);
}
