import type { ReactNode } from 'react';
import type { Health } from '../../shared/model/health';

/** Health, or "history" for what was designed and never built. */
export type State = Health | 'history';

/** Shape and colour of a state, 12 px; the word always stands beside it (components say it themselves). */
export function Glyph({ state, size = 12 }: { readonly state: State; readonly size?: number }) {
  return (
    <svg className="hs-glyph" width={size} height={size} viewBox="0 0 12 12" aria-hidden="true" data-state={state}>
      {SHAPES[state]}
    </svg>
  );
}

const ring = { cx: 6, cy: 6, r: 5.2, fill: 'none', strokeWidth: 1.3 };

const SHAPES: Readonly<Record<State, ReactNode>> = {
  ok: (
    <>
      <circle {...ring} stroke="var(--hs-ok)" />
      <path d="M3.6 6.2 5.3 7.9 8.5 4.4" fill="none" stroke="var(--hs-ok)" strokeWidth="1.5" />
    </>
  ),
  degraded: (
    <>
      <path d="M6 .6 11.7 11H.3z" fill="var(--hs-degraded-solid)" />
      <path d="M6 4.2v3.2M6 9.1v.4" stroke="var(--hs-surface)" strokeWidth="1.4" />
    </>
  ),
  broken: (
    <>
      <path d="M3.6.4h4.8L11.6 3.6v4.8L8.4 11.6H3.6L.4 8.4V3.6z" fill="var(--hs-broken-solid)" />
      <path d="M4 4l4 4M8 4 4 8" stroke="var(--hs-on-solid)" strokeWidth="1.5" />
    </>
  ),
  unknown: (
    <>
      <circle {...ring} stroke="var(--hs-unknown)" strokeDasharray="2.2 1.7" />
      <path d="M4.5 4.7a1.5 1.5 0 1 1 2.2 1.3c-.5.3-.7.5-.7 1.1M6 8.9v.2" fill="none" stroke="var(--hs-unknown)" strokeWidth="1.3" />
    </>
  ),
  denied: (
    <>
      <rect x="1.6" y="5.2" width="8.8" height="6.2" rx="1" fill="var(--hs-denied)" />
      <path d="M3.6 5V3.6a2.4 2.4 0 0 1 4.8 0V5" fill="none" stroke="var(--hs-denied)" strokeWidth="1.5" />
    </>
  ),
  absent: <circle {...ring} stroke="var(--hs-absent)" strokeDasharray=".1 2.6" strokeLinecap="round" />,
  stale: (
    <>
      <circle {...ring} stroke="var(--hs-stale)" />
      <path d="M6 3v3.2l2 1.3" fill="none" stroke="var(--hs-stale)" strokeWidth="1.3" />
    </>
  ),
  history: <path d="M.8 1.5h10.4v2.6H.8zM1.7 4.1h8.6v6.5H1.7zM4.5 6.3h3" fill="none" stroke="var(--hs-history)" strokeWidth="1.2" />,
};
