import type { ReplayFinding, ReplayFindings } from '../../../shared/contract/replay';
import type { Report } from '../../../shared/report/schema';
import type { Entry, FindingsEntry, FoundFinding } from './entries';

/** The window draws so many; of a cluster where more came and went the least severe are only counted. */
const MOST_TOLD = 500;
const GRAVITY = { error: 0, warning: 1, info: 2 } as const satisfies Record<FoundFinding['severity'], number>;

type Found = Report['findings'][number];

/** What begins and ends from one look at the findings to the next. */
export class FindingChanges {
  private standing = new Map<string, Found['severity']>();

  /** Since the last time; undefined: nothing. A finding whose severity changes ends and begins. */
  since(findings: readonly Found[]): Pick<FindingsEntry, 'began' | 'ended'> | undefined {
    const now = new Map(findings.map(({ id, severity }) => [id, severity]));
    const ended = [...this.standing].filter(([id, severity]) => now.get(id) !== severity).map(([id]) => id);
    const began = findings
      .filter(({ id, severity }) => this.standing.get(id) !== severity)
      .map(({ id, rule, severity, subject, title }) => ({ id, rule, severity, subject, title }));
    this.standing = now;
    return began.length + ended.length === 0 ? undefined : { began, ended };
  }
}

/** Each finding from its beginning to its end, by beginning and, of those that began together, the gravest first. */
export function findingSpans(entries: readonly Entry[]): readonly ReplayFinding[] {
  const over: ReplayFinding[] = [];
  const standing = new Map<string, ReplayFinding>();
  for (const entry of entries) {
    if (entry.kind !== 'findings') continue;
    for (const id of entry.ended) {
      const span = standing.get(id);
      if (span === undefined) continue;
      over.push({ ...span, toMs: entry.atMs });
      standing.delete(id);
    }
    for (const finding of entry.began) if (!standing.has(finding.id)) standing.set(finding.id, { ...finding, fromMs: entry.atMs });
  }
  return [...over, ...standing.values()].sort(byBeginning);
}

/** As many as the window draws. */
export function toldSpans(spans: readonly ReplayFinding[]): ReplayFindings {
  if (spans.length <= MOST_TOLD) return { findings: [...spans], more: 0 };
  const gravest = [...spans].sort((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity]).slice(0, MOST_TOLD);
  return { findings: gravest.sort(byBeginning), more: spans.length - MOST_TOLD };
}

function byBeginning(a: ReplayFinding, b: ReplayFinding): number {
  return a.fromMs - b.fromMs || GRAVITY[a.severity] - GRAVITY[b.severity] || (a.id < b.id ? -1 : 1);
}
