import type { HousekeepingRow } from '../../../shared/contract/explorer';

const WIDTH = 400;
const HEIGHT = 116;
const AXIS = 16;
const BANDS = 28;
const BAND = 13;
const MOST_SECONDS = 60;
const TICKS = [0, 10, 20, 30, 40, 50, 60];
/** What the two default intervals make, each stretched by 1 to 2. */
const EXPECTED = [
  { from: 10, to: 20, says: '10 s', row: 0 },
  { from: 15, to: 30, says: '15 s', row: 1 },
];

const x = (seconds: number) => (seconds / (MOST_SECONDS + 2.5)) * WIDTH;

/** Steps by length as bars, over the two stretches that the default intervals make. */
export function StepHistogram({ counts, says }: { readonly counts: HousekeepingRow['counts']; readonly says: string }) {
  const most = Math.max(1, ...counts.map(({ count }) => count));
  const room = HEIGHT - AXIS - BANDS;
  return (
    <svg className="hs-ex-steps" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={says}>
      {EXPECTED.map(({ from, to, says: words, row }) => (
        <g key={from}>
          <rect className="hs-ex-expected" x={x(from)} y={row * BAND + 3} width={x(to) - x(from)} height={7} />
          <text className="hs-ex-expected-words" x={x(to) + 4} y={row * BAND + 10}>
            {words}
          </text>
        </g>
      ))}
      {counts.map(({ from, count }) =>
        count === 0 ? null : (
          <rect
            key={from}
            className="hs-ex-bar"
            x={x(from) + 1}
            y={BANDS + room - (count / most) * room}
            width={x(2.5) - 2}
            height={Math.max(1, (count / most) * room)}
          />
        ),
      )}
      <line className="hs-ex-axis" x1={0} x2={WIDTH} y1={HEIGHT - AXIS} y2={HEIGHT - AXIS} />
      {TICKS.map((tick) => (
        <text key={tick} className="hs-ex-tick" x={x(tick)} y={HEIGHT - 4} textAnchor={tick === 0 ? 'start' : 'middle'}>
          {tick === MOST_SECONDS ? '60 s +' : tick}
        </text>
      ))}
    </svg>
  );
}
