import { proofsOf } from '../report/proofsOf';
import type { Report } from '../report/schema';
import { sinceOf } from '../report/sinceOf';
import { lines, proofLines } from './markdown';
import { markdownCode, markdownText } from './markdownText';
import { proofOf, shownFinding } from './sections';

type Finding = Report['findings'][number];
/** What is read of a Report: neither context nor server is in the text, for trackers are read by others. */
type Read = Pick<Report, 'findings' | 'from' | 'to'> & { readonly cluster: Pick<Report['cluster'], 'serverVersion'> };

/** More name nothing that one would not find. */
const SUBJECTS = 20;

/** The findings that a repair begins with: explained by no other, and more than an info. */
export function rootFindings({ findings }: Pick<Report, 'findings'>): readonly Finding[] {
  return findings.filter(({ causedBy, severity }) => causedBy.length === 0 && severity !== 'info');
}

/**
 * Findings that one repair mends as the text of an issue, ready to be pasted: the title of the first as the heading, why, where, since,
 * what to do, the proof, what follows from any of them.
 */
export function toIssueText(report: Read, findings: readonly [Finding, ...Finding[]]): string {
  const [first] = findings;
  const shown = shownFinding(first, report.findings);
  const proof = proofsOf(findings).map(proofOf);
  const effects = followersOf(findings, report.findings);
  const seen = report.cluster.serverVersion === undefined ? '' : ` on Kubernetes ${markdownText(report.cluster.serverVersion)}`;
  return lines([
    `# ${markdownText(shown.title)}`,
    '',
    markdownText(shown.because),
    '',
    `- Severity: ${shown.severity}`,
    `- Rule: ${markdownCode(shown.rule)}`,
    ...findings.slice(0, SUBJECTS).map(({ subject }) => `- Subject: ${markdownCode(subject)}`),
    ...(findings.length > SUBJECTS ? [`- and ${findings.length - SUBJECTS} more`] : []),
    ...sinceLines(findings, report.from),
    ...(shown.follows.length === 0 ? [] : [`- Follows from: ${shown.follows.map(markdownText).join('; ')}`]),
    '',
    '## What to do',
    '',
    markdownText(shown.remedy),
    '',
    '## Proof',
    '',
    ...(proof.length === 0 ? ['None was kept.'] : proofLines({ proof }).map((line) => line.replace('- Proof: ', '- '))),
    '',
    ...(effects.length === 0
      ? []
      : ['## What follows from it', '', ...effects.map(({ title, rule }) => `- ${markdownText(title)} (${markdownCode(rule)})`), '']),
    `Seen by Hopscope${seen} at ${report.to}.${first.docs === undefined ? '' : ` The rule: ${markdownCode(first.docs)}`}`,
  ]);
}

/** One text for each of the roots, or for the finding that is named. Undefined: there is none of that id. */
export function issueTextOf(report: Report, id: string | undefined): string | undefined {
  const chosen = id === undefined ? rootFindings(report) : report.findings.filter((finding) => finding.id === id);
  if (chosen.length > 0) return chosen.map((finding) => toIssueText(report, [finding])).join('\n---\n\n');
  return id === undefined ? 'Nothing was found that is worth an issue.\n' : undefined;
}

function sinceLines(findings: readonly Finding[], from: string): readonly string[] {
  const { sinceMs, isFromStart } = sinceOf(findings, from);
  return sinceMs === undefined ? [] : [`- Since: ${isFromStart ? 'at least ' : ''}${new Date(sinceMs).toISOString()}`];
}

/** Everything that they explain, also by way of others; cycles end. */
function followersOf(findings: readonly Finding[], all: readonly Finding[]): readonly Finding[] {
  const roots = new Set(findings.map(({ id }) => id));
  const reached = new Set(roots);
  for (const id of reached) for (const each of all) if (each.causedBy.includes(id)) reached.add(each.id);
  return all.filter(({ id }) => !roots.has(id) && reached.has(id));
}
