interface SparkProps {
  readonly values: readonly (number | null)[];
  readonly width: number;
  readonly height: number;
}

/** A line without axes; gaps stay gaps. Decoration: the number beside it says the value. */
export function Spark({ values, width, height }: SparkProps) {
  return (
    <svg className="hs-spark" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <path d={sparkPath(values, width, height)} />
    </svg>
  );
}

/** One stretch for each run of values. */
export function sparkPath(values: readonly (number | null)[], width: number, height: number): string {
  const seen = values.filter((value) => value !== null);
  if (seen.length === 0) return '';
  const low = Math.min(...seen);
  const range = Math.max(...seen) - low || 1;
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  let drawing = false;
  return values
    .map((value, index) => {
      if (value === null) {
        drawing = false;
        return '';
      }
      const point = `${drawing ? 'L' : 'M'}${(index * step).toFixed(1)} ${(height - 1 - ((value - low) / range) * (height - 2)).toFixed(1)}`;
      drawing = true;
      return point;
    })
    .join('');
}
