import type { BlindPicture, CpuWords } from '../../../shared/contract/blindSpots';
import { formatCores, formatCount, formatDuration } from '../../../shared/model/format';
import { texts } from '../../texts/catalogue';

const t = texts.blindSpots;

/** What the cumulative counters still say of bursts of CPU between two samples: a bound. */
export function CpuSentences({ picture }: { readonly picture: BlindPicture }) {
  if (picture.keptBy === 'times') return null;
  return (
    <section className="hs-blind-cpu" aria-label={t.cpu}>
      <h2>{t.cpu}</h2>
      {picture.cpu.length === 0 ? <p>{saysNone(picture)}</p> : null}
      {picture.cpu.map((words) => (
        <p key={words.container}>
          {saysCpu(words)}{' '}
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
