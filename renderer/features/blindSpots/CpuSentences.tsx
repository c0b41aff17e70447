import type { BlindPicture, CpuWords } from '../../../shared/contract/blindSpots';
import { formatCores, formatCount, formatDuration } from '../../../shared/model/format';
import { texts } from '../../texts/catalogue';
import { TermText } from '../../ui/TermText';
import { termsAbove } from '../../ui/writtenTerms';

const t = texts.blindSpots;

/** What the cumulative counters still say of bursts of CPU between two samples: a bound. */
export function CpuSentences({ picture }: { readonly picture: BlindPicture }) {
  if (picture.keptBy === 'times') return null;
  const above = termsAbove(picture.cpu.map(saysCpu));
  return (
    <section className="hs-blind-cpu" aria-label={t.cpu}>
      <h2>{t.cpu}</h2>
      {picture.cpu.length === 0 ? (
        <p>
          <TermText text={saysNone(picture)} />
        </p>
      ) : null}
      {picture.cpu.map((words, at) => (
        <p key={words.container}>
          <TermText text={saysCpu(words)} leaveOut={above[at]} />{' '}
          {words.bound === undefined ? null : <span className="hs-t2">{t.cpuMore(formatCores(words.bound.meanCores))}</span>}
        </p>
      ))}
    </section>
  );
}

function saysNone({ cpuTrouble }: BlindPicture): string {
  return cpuTrouble === undefined ? t.cpuNoSeries : `${t.cpuNotRead(cpuTrouble.says)} ${cpuTrouble.remedy}`;
}

function saysCpu({ container, samples, bound }: CpuWords): string {
  if (bound === undefined) return t.cpuNone(container, samples);
  const stretch = formatDuration((bound.toMs - bound.fromMs) / 1_000);
  return t.cpuBound(container, formatCount(bound.coreSeconds), stretch, formatDuration(bound.longestSeconds));
}
