import type { Report, ReportEvidence } from './schema';

/** More prove nothing more. */
const MOST = 6;

/** Of findings of one cause, each proof once; the first finding's come first. */
export function proofsOf(findings: readonly Report['findings'][number][]): readonly ReportEvidence[] {
  const once = new Map<string, ReportEvidence>();
  for (const { evidence } of findings)
    for (const proof of evidence) {
      const key = `${proof.request ?? ''} ${proof.says}`;
      if (!once.has(key)) once.set(key, proof);
    }
  return [...once.values()].slice(0, MOST);
}
