import { type KeyboardEvent, useRef } from 'react';
import type { BlindPicture } from '../../../shared/contract/blindSpots';
import { formatClock, formatDuration } from '../../../shared/model/format';
import { zoneOffsetMinutes } from '../../store/clock';
import { texts } from '../../texts/catalogue';
import { useSavable } from '../../ui/savable';
import { useWidth } from '../../ui/useWidth';
import { boxOf, fits, flagsOf, isShown, type Scale, SIZES, scaleOf } from './drawing';
import { LaneRow } from './LaneRow';
import { pictureFile } from './pictureFile';
import { axisTimes, moved, otherSpan, type Shown } from './span';

const t = texts.blindSpots;

interface Props {
  readonly picture: BlindPicture;
  readonly shown: Shown;
  readonly onShow: (shown: Shown) => void;
}

/** What happened to a pod above, what was kept of it below, over one axis of time. */
export function PodPicture({ picture, shown, onShow }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const width = useWidth(host);
  const savable = useSavable((part) => pictureFile(picture, part));
  const scale = scaleOf(shown, width);
  const lost = picture.lanes.reduce((sum, lane) => sum + lane.lost.length, 0);
  const onKey = (event: KeyboardEvent): void => {
    const next = nextShown(event.key, picture, shown);
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    onShow(next);
    event.preventDefault();
    event.stopPropagation();
  };
  const name = `${t.pictureName(`${picture.namespace}/${picture.name}`, lost)} ${t.pictureKeys}`;
  return (
    <div ref={savable}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move it in time */}
      <div ref={host} className="hs-blind-picture" role="img" aria-label={name} tabIndex={0} onKeyDown={onKey} data-testid="blind-picture">
        {width === 0 ? null : <Drawing picture={picture} scale={scale} />}
      </div>
    </div>
  );
}

function nextShown(key: string, picture: BlindPicture, shown: Shown): Shown | undefined {
  if (key === 'ArrowLeft') return moved(picture, shown, -1);
  if (key === 'ArrowRight') return moved(picture, shown, 1);
  if (key === '+' || key === '=') return otherSpan(picture, shown, -1);
  return key === '-' ? otherSpan(picture, shown, 1) : undefined;
}

function Drawing({ picture, scale }: { readonly picture: BlindPicture; readonly scale: Scale }) {
  const height = SIZES.head + SIZES.scrapes + picture.lanes.length * SIZES.lane + 6;
  return (
    <svg width={scale.width} height={height} aria-hidden="true">
      <Axis scale={scale} picture={picture} height={height} />
      <Track scale={scale} track={picture.track} />
      <path className="hs-blind-rule" d={`M0 ${SIZES.head}H${scale.width}`} />
      <Scrapes scale={scale} picture={picture} />
      {picture.lanes.map((lane, at) => (
        <LaneRow
          key={`${lane.signal}/${lane.container ?? ''}`}
          lane={lane}
          scale={scale}
          y={SIZES.head + SIZES.scrapes + at * SIZES.lane}
          several={picture.lanes.filter(({ signal }) => signal === lane.signal).length > 1}
        />
      ))}
    </svg>
  );
}

/** Under this many px apart scrapes are no lines any more. */
const LINES_APART = 6;

function Axis({ scale, picture, height }: { readonly scale: Scale; readonly picture: BlindPicture; readonly height: number }) {
  const zone = zoneOffsetMinutes();
  const scrapes = picture.scrapes.filter(({ atMs }) => isShown(scale, atMs, atMs));
  const drawn = (scale.width - SIZES.labels) / Math.max(1, scrapes.length) >= LINES_APART ? scrapes : [];
  return (
    <g>
      {drawn.map(({ atMs }) => (
        <path key={atMs} className="hs-blind-grid" d={`M${scale.x(atMs)} 18V${height - 4}`} />
      ))}
      {axisTimes(scale.shown, zone).map((ms) => (
        <text key={ms} className="hs-blind-t3" x={clampLabel(scale, ms)} y={11} textAnchor="middle">
          {formatClock(ms, zone)}
        </text>
      ))}
    </g>
  );
}

function clampLabel(scale: Scale, ms: number): number {
  return Math.min(scale.width - 26, Math.max(SIZES.labels + 26, scale.x(ms)));
}

function Track({ scale, track }: { readonly scale: Scale; readonly track: BlindPicture['track'] }) {
  return (
    <g>
      <text className="hs-blind-title" x={0} y={46}>
        {t.happened}
      </text>
      <text className="hs-blind-t3" x={0} y={60}>
        {t.happenedBy}
      </text>
      {track
        .filter(({ fromMs, toMs }) => isShown(scale, fromMs, toMs))
        .map(({ fromMs, toMs, says, kind }) => {
          const box = boxOf(scale, fromMs, toMs, 3);
          return (
            <g key={fromMs}>
              <rect className={`hs-blind-${kind}`} x={box.x + 0.5} y={32} width={Math.max(2, box.width - 1)} height={30} rx={2}>
                <title>{`${says} ${formatClock(fromMs, zoneOffsetMinutes())}${toMs === undefined ? '' : `, ${formatDuration((toMs - fromMs) / 1_000)}`}`}</title>
              </rect>
              {fits(says, box.width) ? (
                <text className="hs-blind-t1" x={box.x + box.width / 2} y={51} textAnchor="middle">
                  {says}
                </text>
              ) : null}
            </g>
          );
        })}
      {flagsOf(scale, track).map(({ x, anchor, text, row }) => (
        <g key={`${x} ${text}`}>
          <path className="hs-blind-flag" d={`M${x} 62V${70 + row * 12}`} />
          <text
            className="hs-blind-t1"
            x={anchor === 'middle' ? x : anchor === 'start' ? x - 2 : x + 2}
            y={80 + row * 13}
            textAnchor={anchor}
          >
            {text}
          </text>
        </g>
      ))}
    </g>
  );
}

function Scrapes({ scale, picture }: { readonly scale: Scale; readonly picture: BlindPicture }) {
  const scrapes = picture.scrapes.filter(({ atMs }) => isShown(scale, atMs, atMs));
  const half = Math.min(4.5, Math.max(1, (scale.width - SIZES.labels) / Math.max(1, scrapes.length) / 2 - 0.5));
  const interval = formatDuration(picture.intervalMs / 1_000);
  return (
    <g>
      <text className="hs-blind-title hs-blind-mon" x={0} y={SIZES.head + 20}>
        {t.kept}
      </text>
      <text className="hs-blind-t3" x={0} y={SIZES.head + 34}>
        {picture.source.kind === 'own-looks' ? t.lookedEvery(interval) : t.keptEvery(interval)}
      </text>
      {scrapes.map(({ atMs, ok }) => (
        <path
          key={atMs}
          className={ok ? 'hs-blind-scrape' : 'hs-blind-scrape-failed'}
          d={`M${scale.x(atMs) - half} ${SIZES.head + 16}h${2 * half}l${-half} 7z`}
        />
      ))}
    </g>
  );
}
