import type { Evidence } from '../../model/observation';
import type { ReportEvidence } from '../../report/schema';

/** More proofs than this say nothing new on a card; the inspector shows the rest. */
const EVIDENCE_KEPT = 5;

/** Proofs in the Report's form (RFC 3339 in UTC), the first few, each once. */
export function toReportEvidence(evidence: readonly Evidence[]): ReportEvidence[] {
  const kept = new Map<string, ReportEvidence>();
  for (const item of evidence) {
    if (kept.size >= EVIDENCE_KEPT) break;
    const { request, says, line, answerId } = item;
    const key = `${request ?? ''} ${says} ${line ?? ''}`;
    if (kept.has(key)) continue;
    kept.set(key, {
      ...(request === undefined ? {} : { request }),
      at: new Date(item.atMs).toISOString(),
      says,
      ...(line === undefined ? {} : { line }),
      ...(answerId === undefined ? {} : { answerId }),
    });
  }
  return [...kept.values()];
}
