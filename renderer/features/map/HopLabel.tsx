import type { CSSProperties } from 'react';
import { splitLine } from '../../../shared/mapLayout/hopPath';
import { type HopRoute, WIDE_CHIP } from '../../../shared/mapLayout/hopRoute';
import { select } from '../../store/choiceStore';
import type { MapHop } from '../../store/mapModel';
import { useMapMoment } from '../../store/mapStore';
import { texts } from '../../texts/catalogue';
import { Glyph, type State } from '../../ui/Glyph';
import { type HopText, hopText } from '../../ui/hopWords';
import { useReportAge } from '../../ui/useReportAge';
import { useSince } from '../../ui/useSince';

interface HopLabelProps {
  readonly hop: MapHop;
  readonly route: HopRoute;
  readonly selected: boolean;
  readonly faint: boolean;
}

/** Where the label's box stands to its anchor. */
const RISE = { around: '-50%', stacked: '0', above: '-100%', below: '0', brief: '0', over: '-100%', none: '0' } as const;
const SHIFT = { start: '0', middle: '-50%', end: '-100%' } as const;
/** Labels in a fork or beside a long line have room for "every 15 s". */
const ROOMY: ReadonlySet<string> = new Set(['stacked', 'above', 'below']);

/** The words at a hop, its glyph when it is not well, and for a cut the octagon and the error. A faint hop keeps its line and glyph: words that faint nobody could read. */
export function HopLabel({ hop, route, selected, faint }: HopLabelProps) {
  const { x, y, anchor, style } = route.label;
  if (hop.role === 'cut') return <Cut hop={hop} route={route} faint={faint} />;
  const { tone, carries } = hopText(hop, 0);
  const classes = `hs-hop-label hs-label-${style} hs-pipe-${hop.pipeline} hs-tone-${tone} hs-anchor-${anchor} ${selected ? 'hs-selected' : ''}`;
  const place: CSSProperties = { transform: `translate(${SHIFT[anchor]}, ${RISE[style]}) translate(${x}px, ${y}px)` };
  return (
    <>
      {style === 'none' || faint ? null : (
        <div className={classes} style={place}>
          <span className="hs-hop-carries" dir="auto">
            {carries}
          </span>
          <Below hop={hop} roomy={ROOMY.has(style)} />
        </div>
      )}
      <Mark tone={tone} route={route} faint={faint} />
    </>
  );
}

/** The one part of a hop that changes every second. */
function Below({ hop, roomy }: { readonly hop: MapHop; readonly roomy: boolean }) {
  const addSeconds = useReportAge();
  const since = useSince(hop.id, hop.role === 'follows');
  const lag = useMapMoment((moment) => moment.lags?.[hop.id]);
  const text = hopText(hop, addSeconds, { roomy });
  if (lag !== undefined) return <b className="hs-hop-below hs-hop-lag">{lag}</b>;
  return (
    <span className="hs-hop-below">
      {text.brief === undefined ? (
        text.below
      ) : (
        <>
          <span className="hs-hop-whole">{text.below}</span>
          <span className="hs-hop-brief">{text.brief}</span>
        </>
      )}
      {text.tone === 'broken' && since !== undefined ? <span className="hs-for"> {texts.map.forTime(since)}</span> : null}
    </span>
  );
}

const MARKS: Readonly<Partial<Record<HopText['tone'], State>>> = {
  lossy: 'degraded',
  denied: 'denied',
  unknown: 'unknown',
  stale: 'stale',
};

/** Four fifths along the line, where the eye comes to the consumer; or where the table has room for it. */
function Mark({ tone, route, faint }: { readonly tone: HopText['tone']; readonly route: HopRoute; readonly faint: boolean }) {
  const state = MARKS[tone];
  if (state === undefined) return null;
  const [x, y] = splitLine(route.points, route.cutAt === 0.5 ? 0.78 : route.cutAt).point;
  return (
    <div
      className={faint ? 'hs-hop-mark hs-faint' : 'hs-hop-mark'}
      style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
    >
      <Glyph state={state} size={13} />
    </div>
  );
}

function Cut({ hop, route, faint }: { readonly hop: MapHop; readonly route: HopRoute; readonly faint: boolean }) {
  const [x, y] = splitLine(route.points, route.cutAt).point;
  const { chip } = route;
  const open = () => select({ kind: 'hop', from: hop.from, to: hop.to });
  return (
    <>
      <div
        className={faint ? 'hs-cut-mark hs-faint' : 'hs-cut-mark'}
        style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
      >
        <Glyph state="broken" size={22} />
      </div>
      {faint ? null : (
        <button
          type="button"
          tabIndex={-1}
          className={`hs-cut-chip ${chip.width >= WIDE_CHIP ? 'hs-wide' : ''} nodrag nopan`}
          style={{ transform: `translate(${SHIFT[chip.anchor]}, 0) translate(${chip.x}px, ${chip.y}px)`, maxWidth: chip.width }}
          title={hop.found?.because}
          onClick={open}
          data-testid={`cut-${hop.from}-${hop.to}`}
        >
          <b dir="auto">{hop.found?.because ?? texts.map.carriesNothing}</b>
          <span>{hop.carries}</span>
        </button>
      )}
    </>
  );
}
