/** The model's figures for the READMEs, cut out of its card, which holds what the evaluation command printed. */

/**
 * The first fenced block of the card without its longest tables (sources, confusion matrix), fenced again. Throws when the
 * card has no such block, or one that is not an evaluation.
 */
export function modelFigures(card: string): string {
  const block = /^```\n([\s\S]*?)\n```$/m.exec(card)?.[1];
  const parts = block?.split('\n\n') ?? [];
  const kept = parts.filter((part) => !/^\s*source |^truth /.test(part));
  if (!kept.some((part) => /^accuracy /.test(part)) || kept.length === parts.length) {
    throw new Error('the model’s card holds no block as model:evaluate prints it');
  }
  return `\`\`\`\n${kept.join('\n\n')}\n\`\`\``;
}
