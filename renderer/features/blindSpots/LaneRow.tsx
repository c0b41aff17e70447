import type { BlindLane, LostState } from '../../../shared/contract/blindSpots';
import { formatClock, formatDuration } from '../../../shared/model/format';
import { zoneOffsetMinutes } from '../../store/clock';
import { texts } from '../../texts/catalogue';
import { besideOf, boxOf, fits, isHidden, isShown, type Scale, SIZES } from './drawing';

const t = texts.blindSpots;

interface Props {
  readonly lane: BlindLane;
  readonly scale: Scale;
  readonly y: number;
  /** Several containers have this lane: each says whose it is. */
  readonly several: boolean;
}

/** One signal: runs of samples that say the same, and the parts that no sample shows. */
export function LaneRow({ lane, scale, y, several }: Props) {
  const hidden = isHidden(lane);
  const lost = lane.lost.filter(({ fromMs, toMs }) => isShown(scale, fromMs, toMs));
  const kept = lane.kept.filter(({ fromMs, toMs, value }) => !hidden(value) && isShown(scale, fromMs, toMs));
  return (
    <g>
      <text className="hs-blind-t2" x={0} y={several ? y + 12 : y + 17}>
        {lane.title}
      </text>
      {several ? (
        <text className="hs-blind-t3" x={0} y={y + 25}>
          {lane.container}
        </text>
      ) : null}
      <path className="hs-blind-grid" d={`M${SIZES.labels} ${y + 34}H${scale.width}`} />
      {kept.map((run) => (
        <KeptRun key={`${run.fromMs} ${run.value}`} run={run} lane={lane} scale={scale} y={y} />
      ))}
      {lost.map((part) => (
        <LostPart key={`${part.fromMs} ${part.value}`} part={part} lane={lane} scale={scale} y={y} />
      ))}
    </g>
  );
}

function KeptRun({
  run,
  lane,
  scale,
  y,
}: {
  readonly run: BlindLane['kept'][number];
  readonly lane: BlindLane;
  readonly scale: Scale;
  readonly y: number;
}) {
  const box = boxOf(scale, run.fromMs, run.toMs, 2);
  const inside = fits(run.value, box.width);
  const right = box.x + box.width + 6;
  const end = right + run.value.length * SIZES.letter;
  const free =
    end < scale.width &&
    ![...lane.kept, ...lane.lost].some(
      (other) => other !== run && scale.x(other.fromMs) < end && scale.x(other.toMs ?? other.fromMs) > right - 8,
    );
  return (
    <g>
      <rect className="hs-blind-kept" x={box.x} y={y + 2} width={box.width} height={SIZES.block} rx={2}>
        <title>{run.value}</title>
      </rect>
      {inside ? (
        <text className="hs-blind-t1" x={box.x + box.width / 2} y={y + 17} textAnchor="middle">
          {run.value}
        </text>
      ) : free ? (
        <text className="hs-blind-t2" x={right} y={y + 17}>
          {run.value}
        </text>
      ) : null}
    </g>
  );
}

function LostPart({
  part,
  lane,
  scale,
  y,
}: {
  readonly part: LostState;
  readonly lane: BlindLane;
  readonly scale: Scale;
  readonly y: number;
}) {
  const box = boxOf(scale, part.fromMs, part.toMs);
  const words = part.verdict === 'was-missed' ? t.missed : t.neverSeen;
  const beside = besideOf(scale, lane, part, words, isHidden(lane));
  const onRun =
    beside !== undefined &&
    lane.kept.some(({ fromMs, toMs, value }) => value === 'true' && scale.x(fromMs) <= beside && scale.x(toMs) > beside);
  const length = part.toMs === undefined ? '' : `, ${formatDuration((part.toMs - part.fromMs) / 1_000)}`;
  return (
    <g>
      <rect
        className={part.verdict === 'was-missed' ? 'hs-blind-missed' : 'hs-blind-unseen'}
        x={box.x}
        y={y + 2}
        width={box.width}
        height={SIZES.block}
        data-testid="blind-lost"
        data-reason={part.reason}
        data-verdict={part.verdict}
      >
        <title>{`${part.reason}, ${formatClock(part.fromMs, zoneOffsetMinutes())}${length}: ${words}`}</title>
      </rect>
      {beside === undefined ? null : (
        <text
          className={`hs-blind-words${onRun ? ' hs-blind-on-run' : ''}${part.verdict === 'was-missed' ? ' hs-blind-words-missed' : ''}`}
          x={beside}
          y={y + 17}
        >
          {words}
        </text>
      )}
    </g>
  );
}
