import { segmentAt } from '../../../shared/analysis/history/segments';
import type { Strip, TrackSegment } from '../../../shared/contract/engine';
import type { Pipeline } from '../../../shared/model/component';
import { texts } from '../../texts/catalogue';
import { Glyph, type State } from '../../ui/Glyph';
import { clockText, stateText } from './stripText';

const GLYPHS: Readonly<Record<TrackSegment['state'], State>> = {
  ok: 'ok',
  degraded: 'degraded',
  broken: 'broken',
  unseen: 'unknown',
  absent: 'absent',
};
const TIP_WIDTH = 340;

interface StripTipProps {
  readonly strip: Strip;
  readonly atMs: number;
  /** Where it points, px from the left of the lane. */
  readonly x: number;
  readonly width: number;
}

/** What was so under the pointer, in words. The slider says the same to a screen reader. */
export function StripTip({ strip, atMs, x, width }: StripTipProps) {
  const left = Math.max(0, Math.min(x - TIP_WIDTH / 2, width - TIP_WIDTH));
  return (
    <div className="hs-strip-tip hs-small" style={{ left, width: TIP_WIDTH }} aria-hidden="true" data-testid="strip-tip">
      <b>{clockText(atMs)}</b>
      <TrackLine strip={strip} pipeline="core" atMs={atMs} />
      <TrackLine strip={strip} pipeline="monitoring" atMs={atMs} />
    </div>
  );
}

function TrackLine({ strip, pipeline, atMs }: { readonly strip: Strip; readonly pipeline: Pipeline; readonly atMs: number }) {
  const segment = segmentAt(strip[pipeline], atMs);
  return (
    <div className="hs-strip-tip-line">
      {segment === undefined ? <span className="hs-strip-tip-gap" /> : <Glyph state={GLYPHS[segment.state]} />}
      <span className={pipeline === 'monitoring' ? 'hs-mon' : ''}>{texts.strip.tracks[pipeline]}</span>
      <span className="hs-strip-tip-says">{stateText(strip[pipeline], atMs)}</span>
    </div>
  );
}
