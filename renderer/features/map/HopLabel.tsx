import type { CSSProperties } from 'react';
import { select } from '../../store/choiceStore';
import type { MapHop } from '../../store/mapModel';
import { Glyph, type State } from '../../ui/Glyph';
import type { HopText } from '../../ui/hopWords';
import { splitLine } from './hopPath';
import type { HopRoute } from './hopRoute';

interface HopLabelProps {
  readonly hop: MapHop;
  readonly route: HopRoute;
  readonly text: HopText;
  readonly selected: boolean;
}

/** Where the label's box stands to its anchor. */
const RISE = { around: '-50%', stacked: '0', above: '-100%', below: '0', brief: '0', over: '-100%', none: '0' } as const;
const SHIFT = { start: '0', middle: '-50%', end: '-100%' } as const;

/** The words at a hop, its glyph when it is not well, and for a cut the octagon and the error. */
export function HopLabel({ hop, route, text, selected }: HopLabelProps) {
  const { x, y, anchor, style } = route.label;
  const classes = `hs-hop-label hs-label-${style} hs-pipe-${hop.pipeline} hs-tone-${text.tone} hs-anchor-${anchor} ${selected ? 'hs-selected' : ''}`;
  const place: CSSProperties = { transform: `translate(${SHIFT[anchor]}, ${RISE[style]}) translate(${x}px, ${y}px)` };
  if (hop.role === 'cut') return <Cut hop={hop} route={route} />;
  return (
    <>
      {style === 'none' ? null : (
        <div className={classes} style={place}>
          <span className="hs-hop-carries">{text.carries}</span>
          <span className="hs-hop-below">{text.below}</span>
        </div>
      )}
      <Mark text={text} route={route} />
    </>
  );
}

const MARKS: Readonly<Partial<Record<HopText['tone'], State>>> = {
  lossy: 'degraded',
  denied: 'denied',
  unknown: 'unknown',
  stale: 'stale',
};

/** Four fifths along the line, where the eye comes to the consumer. */
function Mark({ text, route }: { readonly text: HopText; readonly route: HopRoute }) {
  const state = MARKS[text.tone];
  if (state === undefined) return null;
  const [x, y] = splitLine(route.points, 0.78).point;
  return (
    <div className="hs-hop-mark" style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}>
      <Glyph state={state} size={13} />
    </div>
  );
}

function Cut({ hop, route }: { readonly hop: MapHop; readonly route: HopRoute }) {
  const [x, y] = splitLine(route.points, route.cutAt).point;
  const { chip } = route;
  const open = () => select({ kind: 'hop', from: hop.from, to: hop.to });
  return (
    <>
      <div className="hs-cut-mark" style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}>
        <Glyph state="broken" size={22} />
      </div>
      <button
        type="button"
        tabIndex={-1}
        className="hs-cut-chip nodrag nopan"
        style={{ transform: `translate(${SHIFT[chip.anchor]}, 0) translate(${chip.x}px, ${chip.y}px)`, maxWidth: chip.width }}
        title={hop.found?.because}
        onClick={open}
        data-testid={`cut-${hop.from}-${hop.to}`}
      >
        <b>{hop.found?.because ?? 'carries nothing'}</b>
        <span>{hop.carries}</span>
      </button>
    </>
  );
}
