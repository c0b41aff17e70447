import type { GapCompare } from '../../../shared/contract/gapCompare';
import { formatCount, formatDuration, formatValue } from '../../../shared/model/format';
import { texts } from '../../texts/catalogue';

type Both = Extract<GapCompare, { state: 'both' }>;
const t = texts.gaps.compare;

/** What the one source had and the other had not, in sentences. */
export function compareWords({ difference, unit, keptName, trouble }: Both): string {
  const { inGap, range, lastKept, age, oldestMs, same, differ } = difference;
  const sentences = [
    trouble ?? '',
    inGap.direct === 0
      ? t.noneDirect
      : t.hidden(formatCount(inGap.direct), inGap.direct === 1, formatCount(inGap.kept), inGap.kept === 0, keptName),
    range === undefined ? '' : `${rangeWords(range, unit)}${lastKept === undefined ? '.' : t.last(formatValue(lastKept, unit))}`,
    oldestMs === undefined ? '' : t.oldest(ageText(oldestMs)),
    age === undefined ? '' : t.ages(ageText(age.keptMs), keptName, ageText(age.directMs)),
    same === 0 ? '' : differ === 0 ? t.agree(formatCount(same)) : t.differ(formatCount(differ), formatCount(same)),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function rangeWords({ low, high }: NonNullable<Both['difference']['range']>, unit: string): string {
  const [from, to] = [formatValue(low, unit), formatValue(high, unit)];
  return from === to ? t.level(from) : t.between(from, to);
}

function ageText(ms: number): string {
  return formatDuration(ms < 10_000 ? Math.round(ms / 100) / 10 : Math.round(ms / 1_000));
}
