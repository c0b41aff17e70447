import { useStore } from 'reactflow';
import { Glyph, type State } from '../../ui/Glyph';
import { Icon } from '../../ui/Icon';

const STATES: readonly State[] = ['ok', 'degraded', 'broken', 'unknown', 'denied', 'stale', 'absent'];

export function MapLegend() {
  return (
    <div className="hs-legend" aria-hidden="true">
      <span>
        <LegendLine pipeline="core" />
        core
      </span>
      <span>
        <LegendLine pipeline="monitoring" />
        monitoring
      </span>
      <span className="hs-legend-more">
        <LegendLine pipeline="core" dashed />
        inferred
      </span>
      <i />
      {STATES.map((state) => (
        <span key={state}>
          <Glyph state={state} size={11} />
          {state}
        </span>
      ))}
    </div>
  );
}

function LegendLine({ pipeline, dashed = false }: { readonly pipeline: 'core' | 'monitoring'; readonly dashed?: boolean }) {
  return (
    <svg className={`hs-hop hs-pipe-${pipeline}`} width="20" height="8" aria-hidden="true">
      <path className={dashed ? 'hs-hop-line hs-hop-inferred' : 'hs-hop-line'} d="M0 4H20" />
    </svg>
  );
}

interface MapToolsProps {
  readonly onZoom: (factor: number) => void;
  readonly onFit: () => void;
}

export function MapTools({ onZoom, onFit }: MapToolsProps) {
  const zoom = useStore((state) => state.transform[2]);
  return (
    <div className="hs-tools" role="toolbar" aria-label="Map">
      <button type="button" className="hs-button" onClick={() => onZoom(1 / 1.2)} aria-label="Smaller">
        <Icon name="minus" size={12} />
      </button>
      <span className="hs-zoom" aria-live="off">
        {Math.round(zoom * 100)} %
      </span>
      <button type="button" className="hs-button" onClick={() => onZoom(1.2)} aria-label="Larger">
        <Icon name="plus" size={12} />
      </button>
      <button type="button" className="hs-button" onClick={onFit}>
        Fit
      </button>
    </div>
  );
}
