/** The three sentences at the top of a report, from their codes and figures. */
import { shareText } from './cell-text.rules.ts';
import type { Writing } from './section-parts.rules.ts';

type Sentence = Writing['report']['sentences'][number]['generated'];
type Of<Code extends Sentence['code']> = Extract<Sentence, { code: Code }>;

function rateSentence({ words }: Writing, { rate, low, high, change, previous }: Of<'rate_estimated'>): string {
  const { sentence } = words;
  const compared =
    previous && change !== 'unknown'
      ? sentence.change[change](words.month(previous.month), previous.rate)
      : sentence.change.unknown;
  return sentence.rate(rate, low, high, compared);
}

function causesSentence({ words, nameOf }: Writing, of: Of<'causes'>): string {
  const expected = nameOf(of.expected);
  const pair = of.actual === 'mixed' ? words.mixedPair(expected) : words.pair(expected, nameOf(of.actual));
  const station = words.place(of.estate.name, of.station.name);
  return words.sentence.causes(of.confirmed, station, of.ofStation, pair, of.ofPair);
}

export function sentenceText(writing: Writing, sentence: Sentence): string {
  const words = writing.words.sentence;
  switch (sentence.code) {
    case 'rate_estimated':
      return rateSentence(writing, sentence);
    case 'rate_too_few':
      return words.tooFew(sentence.judged, sentence.misplaced);
    case 'nothing_judged':
      return words.nothingJudged;
    case 'causes':
      return causesSentence(writing, sentence);
    case 'nothing_confirmed':
      return words.nothingConfirmed;
    case 'confirmed_cases':
      return words.confirmedCases(sentence.confirmed);
    case 'basis': {
      const { judged, notMeasured, notReviewed, silentCameras } = sentence;
      return words.basis(judged, notMeasured === null ? null : shareText(notMeasured), notReviewed, silentCameras);
    }
  }
}
