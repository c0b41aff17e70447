import { OWN_LOOKS } from '../../../shared/contract/chart';
import type { GapFrame } from '../../../shared/contract/gaps';
import { formatCount } from '../../../shared/model/format';
import type { Health } from '../../../shared/model/health';
import { useGaps } from '../../store/gapStore';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';
import { GapSourcePicker } from './GapSourcePicker';
import { clockText, lengthText } from './gapTimes';
import { stopWords } from './stopWords';

const t = texts.gaps.verdict;

export interface GapSentence {
  readonly state: Health;
  readonly says: string;
  readonly more: string;
}

/** The one sentence of the view: how many targets lost how much of their own, and what hid everything. */
export function sentenceOf(frame: GapFrame | undefined): GapSentence {
  if (frame?.trouble !== undefined) {
    const { says, remedy, partial } = frame.trouble;
    return { state: 'unknown', says: partial === true ? texts.gaps.partly(says) : texts.gaps.trouble(says), more: remedy };
  }
  if (frame === undefined || frame.asked !== undefined) {
    const { done, of } = frame?.asked ?? { done: 0, of: 0 };
    return { state: 'unknown', says: t.waiting, more: of === 0 ? '' : t.waitingMore(formatCount(done), formatCount(of)) };
  }
  const { rows } = frame;
  if (rows.length === 0) return { state: 'unknown', says: t.nothing, more: t.nothingMore };
  const losing = rows.filter(({ own }) => own > 0);
  const lost = losing.reduce((sum, { own }) => sum + own, 0);
  const says =
    losing.length === 0
      ? t.none(formatCount(rows.length))
      : t.some(formatCount(losing.length), formatCount(rows.length), formatCount(lost), lost === 1);
  const broken = rows.some(({ state }) => state === 'broken');
  return { state: broken ? 'broken' : losing.length > 0 || frame.stops.length > 0 ? 'degraded' : 'ok', says, more: moreOf(frame) };
}

function moreOf({ stops, beganMs, source }: GapFrame): string {
  const [only] = stops;
  const total = stops.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  const stood =
    only === undefined
      ? ''
      : stops.length === 1
        ? t.stopped(stopWords(only), lengthText(total))
        : t.stops(formatCount(stops.length), lengthText(total));
  return [source === OWN_LOOKS ? t.own : '', stood, beganMs === undefined ? '' : t.began(clockText(beganMs))].filter(Boolean).join(' ');
}

/** In place of the verdict over the map. */
export function GapVerdict() {
  const frame = useGaps((gaps) => gaps.frame);
  const { state, says, more } = sentenceOf(frame);
  return (
    <div className={`hs-verdict hs-verdict-${state === 'broken' ? 'broken' : state}`} data-testid="gap-verdict" data-state={state}>
      <Glyph state={state} size={16} />
      <p className="hs-verdict-say" title={`${says} ${more}`} aria-live="polite">
        <b className={state === 'broken' ? 'hs-is-broken' : ''}>{says}</b>
        <span className="hs-t2">{more}</span>
      </p>
      {frame === undefined ? null : <GapSourcePicker frame={frame} />}
    </div>
  );
}
