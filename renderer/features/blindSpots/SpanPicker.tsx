import type { BlindPicture } from '../../../shared/contract/blindSpots';
import { formatClock } from '../../../shared/model/format';
import { zoneOffsetMinutes } from '../../store/clock';
import { texts } from '../../texts/catalogue';
import { PressedRow } from '../../ui/PressedRow';
import { aroundMs, type Shown, SPANS_MS } from './span';

const t = texts.blindSpots;
const WORDS: Readonly<Record<(typeof SPANS_MS)[number], string>> = {
  60000: t.span.minute,
  300000: t.span.five,
  900000: t.span.quarter,
  3600000: t.span.hour,
};

interface Props {
  readonly picture: BlindPicture;
  readonly shown: Shown;
  readonly onShow: (shown: Shown) => void;
}

/** How much time is drawn, around what is drawn now. */
export function SpanPicker({ picture, shown, onShow }: Props) {
  const middleMs = (shown.fromMs + shown.toMs) / 2;
  const clock = (ms: number): string => formatClock(ms, zoneOffsetMinutes());
  return (
    <PressedRow
      name={t.spans}
      className="hs-blind-spans"
      choices={SPANS_MS.map((value) => ({ value, words: WORDS[value] }))}
      chosen={shown.toMs - shown.fromMs}
      onChoose={(span) => onShow(aroundMs(picture, middleMs, span))}
    >
      <span className="hs-blind-stretch hs-small hs-t2 hs-nowrap">{t.stretch(clock(shown.fromMs), clock(shown.toMs))}</span>
    </PressedRow>
  );
}
