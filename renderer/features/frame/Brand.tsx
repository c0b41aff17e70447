/** The mark: a hop between two ends with a lens on it. */
export function Brand() {
  return (
    <div className="hs-brand">
      <svg width="20" height="20" viewBox="0 0 20 20" fill="none" strokeWidth="2" aria-hidden="true">
        <path d="M3 14C3 6 9 6 9 10s7 4 8-3" stroke="var(--hs-text)" />
        <circle cx="3" cy="15" r="2" fill="var(--hs-text)" />
        <circle cx="9.5" cy="10.5" r="2.4" fill="var(--hs-surface)" stroke="var(--hs-mon-edge)" />
        <circle cx="17" cy="5.5" r="2" fill="var(--hs-text)" />
      </svg>
      Hopscope
    </div>
  );
}
