import { useMemo } from 'react';
import type { GapCompare } from '../../../shared/contract/gapCompare';
import { unzoomGaps, useGaps, zoomGaps } from '../../store/gapStore';
import { texts } from '../../texts/catalogue';
import { ChartHatch } from '../../ui/chart/ChartHatch';
import { ChartLegend } from '../../ui/chart/ChartLegend';
import { ChartOverlay, type ChartZoom } from '../../ui/chart/ChartOverlay';
import { ChartPlot } from '../../ui/chart/ChartPlot';
import { chartFile } from '../../ui/chart/chartFile';
import { chartModel } from '../../ui/chart/chartModel';
import type { DrawnChart } from '../../ui/chart/drawnChart';
import '../../ui/chart/chart.css';
import { Picker } from '../../ui/Picker';
import { useSavable } from '../../ui/savable';
import { TermText } from '../../ui/TermText';
import { compareWords } from './compareWords';
import { clockText } from './gapTimes';

type Both = Extract<GapCompare, { state: 'both' }>;
const t = texts.gaps.compare;
const ZOOM: ChartZoom = { to: (fromMs, toMs) => zoomGaps(Math.round(fromMs), Math.round(toMs)), back: () => void unzoomGaps() };

/** Under the lanes while a gap is open: one series of its target as it was read directly, and as it was kept. */
export function GapCompareChart() {
  const compare = useGaps((gaps) => gaps.compare);
  const open = useGaps((gaps) => gaps.open);
  if (compare === undefined || compare.id !== open) return null;
  if (compare.state === 'none')
    return (
      <p className="hs-gap-compare hs-small hs-t2" data-testid="gap-compare-none">
        <TermText text={t.nothing(compare.says)} />
      </p>
    );
  return <TwoLines compare={compare} />;
}

function TwoLines({ compare }: { readonly compare: Both }) {
  const chart = useMemo(() => chartOf(compare), [compare]);
  const model = useMemo(() => ({ ...chartModel(chart, compare), unseen: [compare.gap] }), [chart, compare]);
  const savable = useSavable((part) => chartFile(chart, model, part));
  const { series, choices, target, fromMs, toMs, unit, keptName } = compare;
  return (
    <section ref={savable} className="hs-gap-compare" aria-label={t.name} data-testid="gap-compare">
      <div className="hs-row hs-small">
        <b className="hs-nowrap">{target}</b>
        <Picker
          className="hs-gap-compare-series"
          name={t.series}
          testId="gap-compare-series"
          value={series}
          choices={choices.map(({ id, words }) => ({ value: id, words }))}
          onChoose={(compared) => useGaps.setState({ compared })}
        />
        <ChartLegend chart={chart} model={model} />
        <span className="hs-end hs-t3 hs-micro hs-nowrap">{t.stretch(clockText(fromMs), clockText(toMs))}</span>
      </div>
      <ChartHatch />
      <div className="hs-chart-plot">
        <div className="hs-chart-lines" aria-hidden="true">
          <ChartPlot model={model} unit={unit} source={keptName} />
        </div>
        <ChartOverlay chart={chart} model={model} live={false} zoom={ZOOM} />
      </div>
      <p className="hs-micro hs-t2" data-testid="gap-compare-words">
        <TermText text={compareWords(compare)} />
      </p>
    </section>
  );
}

function chartOf({ series, choices, target, unit, direct, kept, directName, keptName }: Both): DrawnChart {
  const words = choices.find(({ id }) => id === series)?.words ?? series;
  return {
    key: 'compare',
    title: t.title(words, target),
    unit,
    order: 0,
    source: keptName,
    limits: [],
    infinite: 0,
    lines: [
      { key: 'kept', name: keptName, style: 'kept', points: kept },
      { key: 'direct', name: t.directly(directName), style: 'direct', points: direct },
    ],
  };
}
