import type { TraceLag } from '../../../shared/contract/trace';
import { formatDuration } from '../../../shared/model/format';
import { texts } from '../../texts/catalogue';
import { binsOf, lagScale } from './lagScale';

const t = texts.trace;
const HEIGHT = 106;
const BASE = 88;
const TOP = 32;
/** Room that "worst 1 min 14 s" takes. */
const WORST_PX = 100;

interface LagChartProps {
  readonly lag: TraceLag;
  readonly width: number;
}

/** Above the longest that each part takes, one after the other; below how long changes took; the table behind says the same. */
export function LagChart({ lag, width }: LagChartProps) {
  const { budget, measured, thisMs } = lag;
  const scale = lagScale(lag, width);
  const segments = budget.map((part, at) => ({ ...part, fromMs: budget.slice(0, at).reduce((sum, { ms }) => sum + ms, 0) }));
  const most = Math.max(0.0001, ...(measured?.bins ?? []));
  return (
    <svg className="hs-trace-lag-chart" width={width} height={HEIGHT} aria-hidden="true">
      {scale.ticks.map(({ x, text }, at) => (
        <g key={text}>
          <path className="hs-trace-grid" d={`M${x} 0V${BASE}`} />
          <text className="hs-trace-tick" x={x} y={BASE + 15} textAnchor={at === scale.ticks.length - 1 ? 'end' : 'middle'}>
            {text}
          </text>
        </g>
      ))}
      <text x={0} y={20}>
        {t.budget}
      </text>
      {segments.map(({ id, says, ms, fromMs, after }) => (
        <Segment key={id} says={after ? `${t.after} ${says}` : says} from={scale.x(fromMs)} to={scale.x(fromMs + ms)} after={after} />
      ))}
      {measured === undefined ? null : (
        <>
          <text x={0} y={70}>
            {t.measured(measured.edges)}
          </text>
          {binsOf(measured).map(({ fromMs, share }) => {
            const [from, to] = [scale.x(fromMs), scale.x(fromMs + measured.binMs)];
            const height = (share / most) * (BASE - TOP - 14);
            return (
              <rect
                key={fromMs}
                className="hs-trace-bin"
                x={from + 1}
                y={BASE - height}
                width={Math.max(1, to - from - 2)}
                height={height}
              />
            );
          })}
          <Ends x={scale.x} measured={measured} width={width} />
          <Mark x={scale.x(measured.p50Ms)} says={t.p50(seconds(measured.p50Ms))} top={TOP} main />
        </>
      )}
      {thisMs === undefined ? null : <Mark x={scale.x(thisMs)} says={t.thisTrace(seconds(thisMs))} top={TOP + 14} />}
    </svg>
  );
}

function Segment({
  says,
  from,
  to,
  after,
}: {
  readonly says: string;
  readonly from: number;
  readonly to: number;
  readonly after: boolean;
}) {
  const isWide = to - from > says.length * 6.2 + 6;
  return (
    <g>
      <title>{says}</title>
      <rect className={after ? 'hs-trace-wait hs-trace-most' : 'hs-trace-wait'} x={from} y={6} width={Math.max(1, to - from)} height={20} />
      {isWide ? (
        <text x={(from + to) / 2} y={20} textAnchor="middle">
          {says}
        </text>
      ) : null}
    </g>
  );
}

interface EndsProps {
  readonly x: (ms: number) => number;
  readonly measured: NonNullable<TraceLag['measured']>;
  readonly width: number;
}

/** From the quickest change to the slowest, with the words outside, where no bin stands. */
function Ends({ x, measured: { bestMs, worstMs }, width }: EndsProps) {
  const [from, to] = [x(bestMs), x(worstMs)];
  return (
    <g className="hs-trace-ends">
      <path d={`M${from} ${BASE}H${to}`} />
      <text x={from - 5} y={BASE - 4} textAnchor="end">
        {t.best(seconds(bestMs))}
      </text>
      <text x={to + 5} y={BASE - 4} textAnchor={to + WORST_PX > width ? 'end' : 'start'}>
        {t.worst(seconds(worstMs))}
      </text>
    </g>
  );
}

const seconds = (ms: number) => formatDuration(Math.round(ms / 1000));

function Mark({
  x,
  says,
  top,
  main = false,
}: {
  readonly x: number;
  readonly says: string;
  readonly top: number;
  readonly main?: boolean;
}) {
  return (
    <g className={main ? 'hs-trace-p50' : 'hs-trace-this'}>
      <path d={`M${x} ${top}V${BASE}`} />
      <text x={main ? x + 6 : x - 6} y={top + 9} textAnchor={main ? 'start' : 'end'}>
        {says}
      </text>
    </g>
  );
}
