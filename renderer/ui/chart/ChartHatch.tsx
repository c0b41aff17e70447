import { HatchPattern } from '../HatchPattern';

/** One hatch for all charts: time that nobody saw. */
export function ChartHatch() {
  return (
    <svg className="hs-hidden" width="0" height="0" aria-hidden="true">
      <HatchPattern id="hs-chart-hatch" size={6} stroke="var(--hs-hatch)" strokeWidth="1.4" opacity="0.55" />
    </svg>
  );
}
