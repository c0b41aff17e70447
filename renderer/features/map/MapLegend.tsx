import { memo } from 'react';
import { texts } from '../../texts/catalogue';
import { Glyph, type State } from '../../ui/Glyph';

const STATES: readonly State[] = ['ok', 'degraded', 'broken', 'unknown', 'denied', 'stale', 'absent'];

/** Left out first where the map is narrow. */
const RARE: ReadonlySet<State> = new Set<State>(['denied', 'stale', 'absent', 'history']);

/** One row at the bottom left; the style sheet hides it where the map is narrow. */
export const MapLegend = memo(function MapLegend({ history }: { readonly history: boolean }) {
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
        <span key={state} className={RARE.has(state) ? 'hs-legend-more' : ''}>
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
