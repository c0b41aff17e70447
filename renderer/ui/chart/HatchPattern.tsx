/** One hatch for all charts of a view: time that nobody saw. */
export function HatchPattern() {
  return (
    <svg className="hs-hidden" width="0" height="0" aria-hidden="true">
      <pattern id="hs-chart-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0V6" stroke="var(--hs-hatch)" strokeWidth="1.4" opacity="0.55" />
      </pattern>
    </svg>
  );
}
