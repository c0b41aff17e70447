import { memo } from 'react';
import { texts } from '../../texts/catalogue';
import { Glyph, type State } from '../../ui/Glyph';

const STATES: readonly State[] = ['ok', 'degraded', 'broken', 'unknown', 'denied', 'stale', 'absent'];

interface MapLegendProps {
  readonly history: boolean;
  /** States of cards and hops on the map. */
  readonly seen: readonly State[];
}

/** One row at the bottom left; where the map is narrow the style sheet leaves out the states that are not on it, and where it is narrower the row. */
export const MapLegend = memo(function MapLegend({ history, seen }: MapLegendProps) {
  const words = texts.map;
  return (
    <div className="hs-legend" aria-hidden="true">
      <span>
        <LegendLine pipeline="core" />
        {words.legendCore}
      </span>
      <span>
        <LegendLine pipeline="monitoring" />
        {words.legendMonitoring}
      </span>
      <span className="hs-legend-more">
        <LegendLine pipeline="core" dashed />
        {words.legendInferred}
      </span>
      <span className="hs-legend-more">
        <svg className="hs-hop hs-pipe-core" width="6" height="6" aria-hidden="true">
          <circle className="hs-hop-dot" cx="3" cy="3" r="3" />
        </svg>
        {words.legendMoved}
      </span>
      <i />
      {(history ? [...STATES, 'history' as const] : STATES).map((state) => (
        <span key={state} className={seen.includes(state) ? '' : 'hs-legend-more'}>
          <Glyph state={state} size={11} />
          {state}
        </span>
      ))}
    </div>
  );
});

function LegendLine({ pipeline, dashed = false }: { readonly pipeline: 'core' | 'monitoring'; readonly dashed?: boolean }) {
  return (
    <svg className={`hs-hop hs-pipe-${pipeline}`} width="20" height="8" aria-hidden="true">
      <path className={dashed ? 'hs-hop-line hs-hop-inferred' : 'hs-hop-line'} d="M0 4H20" />
    </svg>
  );
}
