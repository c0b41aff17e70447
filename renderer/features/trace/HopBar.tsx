import type { TraceHop } from '../../../shared/contract/trace';
import type { TimeScale } from './timeScale';

const HEIGHT = 36;
/** Words stand in a bar that is wider than they are, else beside it. */
const PX_A_LETTER = 6.2;
const LEAST_PX = 3;
const GAP_PX = 6;

interface HopBarProps {
  readonly hop: TraceHop;
  readonly scale: TimeScale;
  /** Where its lane's way begins: dots lead from there to the bar. */
  readonly startMs: number | undefined;
}

/** Outlined: it waited; filled: it was worked on; dashed: at most so long. The row says the same in words. */
export function HopBar({ hop: { bar, hop }, scale, startMs }: HopBarProps) {
  const grid = scale.ticks.map(({ x, text }) => <path key={text} className="hs-trace-grid" d={`M${x} 0V${HEIGHT}`} />);
  if (bar === undefined)
    return (
      <svg className="hs-trace-bar" width={scale.width} height={HEIGHT} aria-hidden="true">
        {grid}
      </svg>
    );
  const [from, to] = [scale.x(bar.fromMs), scale.x(bar.toMs)];
  const width = Math.max(LEAST_PX, to - from);
  const isWide = bar.kind === 'waiting' && width > bar.says.length * PX_A_LETTER + 8;
  const words = isWide ? { x: from + width / 2, textAnchor: 'middle' as const } : besideOf(from, width, bar.says, scale.width);
  return (
    <svg className="hs-trace-bar" width={scale.width} height={HEIGHT} aria-hidden="true">
      {grid}
      {startMs === undefined || from - scale.x(startMs) < 4 ? null : (
        <path className="hs-trace-dots" d={`M${scale.x(startMs)} 18H${from}`} />
      )}
      {hop === 'cgroup' ? (
        <circle className="hs-trace-work" cx={from} cy={18} r={4} />
      ) : (
        <rect
          className={bar.kind === 'working' ? 'hs-trace-work' : bar.exact ? 'hs-trace-wait' : 'hs-trace-wait hs-trace-most'}
          x={from}
          y={bar.kind === 'working' ? 9 : 11}
          width={width}
          height={bar.kind === 'working' ? 18 : 14}
          rx={2}
        />
      )}
      <text {...words} y={22}>
        {bar.says}
      </text>
    </svg>
  );
}

/** At the right of the bar, or at its left where there is no room. */
function besideOf(from: number, width: number, says: string, whole: number) {
  const right = from + width + GAP_PX;
  const fits = right + says.length * PX_A_LETTER <= whole;
  return fits ? { x: right, textAnchor: 'start' as const } : { x: from - GAP_PX, textAnchor: 'end' as const };
}
