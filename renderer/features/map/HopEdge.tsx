import { memo } from 'react';
import type { Edge, EdgeProps } from 'reactflow';
import { arrowHead, lengthOf, splitLine, toPath } from '../../../shared/mapLayout/hopPath';
import type { HopRoute } from '../../../shared/mapLayout/hopRoute';
import type { MapHop } from '../../store/mapModel';
import { hopText, spokenHop } from '../../ui/hopWords';
import { MovedDot } from './MovedDot';

export type HopEdgeType = Edge<HopData, 'hop'>;
export interface HopData extends Record<string, unknown> {
  readonly hop: MapHop;
  readonly route: HopRoute;
  readonly selected: boolean;
  /** Filtered out, or beside the path in focus. */
  readonly faint: boolean;
}

export const HopEdge = memo(function HopEdge({ data }: EdgeProps<HopEdgeType>) {
  if (data === undefined) return null;
  const { hop, route, selected, faint } = data;
  const { tone } = hopText(hop, 0);
  const classes = ['hs-hop', `hs-pipe-${hop.pipeline}`, `hs-tone-${tone}`, selected ? 'hs-selected' : '', faint ? 'hs-faint' : ''];
  return (
    <g
      className={classes.join(' ')}
      data-testid={`edge-${hop.from}-${hop.to}`}
      data-health={hop.found?.health ?? 'ghost'}
      data-role={hop.role}
      data-faint={faint}
    >
      <title>{spokenHop(hop)}</title>
      <path className="hs-hop-target" d={toPath(route.points)} />
      <HopLine route={route} cut={hop.role === 'cut'} inferred={hop.found?.inferred === true} />
      <MovedDot path={toPath(route.points)} ageSeconds={hop.found?.ageSeconds} length={lengthOf(route.points)} />
    </g>
  );
});

/** Solid to the cut and dots after it; otherwise one line, its dash by state (style sheet). */
function HopLine({ route, cut, inferred }: { readonly route: HopRoute; readonly cut: boolean; readonly inferred: boolean }) {
  if (!cut) {
    return (
      <>
        <path className={inferred ? 'hs-hop-line hs-hop-inferred' : 'hs-hop-line'} d={toPath(route.points)} />
        <path className="hs-hop-arrow" d={arrowHead(route.points)} />
      </>
    );
  }
  const { before, after } = splitLine(route.points, route.cutAt);
  return (
    <>
      <path className="hs-hop-before" d={toPath(before)} />
      <path className="hs-hop-line" d={toPath(after)} />
      <path className="hs-hop-arrow" d={arrowHead(after)} />
    </>
  );
}
