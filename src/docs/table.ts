/** Writes a Markdown table, and puts text between a document's markers. */

/** The languages that documents are written in. */
export type Language = 'en' | 'zh-CN';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/**
 * Replaces what stands between `<!-- generated:NAME -->` and `<!-- /generated:NAME -->`. Throws when the document has not
 * exactly one such pair.
 */
export function replaceSection(document: string, name: string, content: string): string {
  const begin = `<!-- generated:${name} -->`;
  const end = `<!-- /generated:${name} -->`;
  const [before, inside, ...more] = document.split(begin);
  const [, after, ...rest] = inside?.split(end) ?? [];
  if (before === undefined || after === undefined || more.length > 0 || rest.length > 0) {
    throw new Error(`the document needs exactly one pair of ${begin} and ${end}`);
  }
  return `${before}${begin}\n\n${content}\n\n${end}${after}`;
}
