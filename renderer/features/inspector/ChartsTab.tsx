import type { Details, SeriesData } from '../../../shared/contract/engine';
import { useEngine } from '../../store/engineStore';
import { SeriesChart } from './SeriesChart';

/** Lines of the component's numbers, as the engine keeps them. */
export function ChartsTab({ details, monitoring }: { readonly details: Details | undefined; readonly monitoring: boolean }) {
  const series = useEngine((facts) => facts.series);
  const wanted = new Set(details?.series.map((one) => one.key));
  const shown = distinct(series.filter((one) => wanted.has(one.key)));
  if (details === undefined) return <p className="hs-tab-body hs-small hs-t3">Asking the engine for the series.</p>;
  if (details.series.length === 0)
    return <p className="hs-tab-body hs-t2">Nothing of it is kept as a line: its answers hold no numbers.</p>;
  return (
    <div className="hs-tab-body" data-testid="charts">
      <p className="hs-small hs-t2">{[...new Set(shown.map((one) => one.source))].join('; ') || 'The first points are on their way.'}</p>
      {shown.map((one) => (
        <SeriesChart key={one.key} series={one} monitoring={monitoring} />
      ))}
    </div>
  );
}

/** A card with one member has that member's lines as well as its own: the same number is drawn once. */
function distinct(series: readonly SeriesData[]): readonly SeriesData[] {
  return series.filter((one, index) => series.findIndex((other) => other.label === one.label && other.unit === one.unit) === index);
}
