import type { Report } from '../report/schema';
import { headLines, lines, proofLines } from './markdown';
import { markdownCode, markdownText } from './markdownText';
import { shownFinding } from './sections';

type Finding = Report['findings'][number];

/** The findings that a repair begins with: explained by no other, and more than an info. */
export function rootFindings({ findings }: Report): readonly Finding[] {
  return findings.filter(({ causedBy, severity }) => causedBy.length === 0 && severity !== 'info');
}

/**
 * A finding as the text of an issue, ready to be pasted: its title as the heading, why, what to do, the proof, what follows
 * from it. It names neither context nor server: trackers are read by others.
 */
export function toIssueText(report: Report, finding: Finding): string {
  const shown = shownFinding(finding, report.findings);
  const effects = followersOf(finding, report.findings);
  const seen = report.cluster.serverVersion === undefined ? '' : ` on Kubernetes ${markdownText(report.cluster.serverVersion)}`;
  return lines([
    `# ${markdownText(shown.title)}`,
    '',
    markdownText(shown.because),
    '',
    `- Severity: ${shown.severity}`,
    ...headLines(shown),
    ...(shown.follows.length === 0 ? [] : [`- Follows from: ${shown.follows.map(markdownText).join('; ')}`]),
    '',
    '## What to do',
    '',
    markdownText(shown.remedy),
    '',
    '## Proof',
    '',
    ...(shown.proof.length === 0 ? ['None was kept.'] : proofLines(shown).map((line) => line.replace('- Proof: ', '- '))),
    '',
    ...(effects.length === 0
      ? []
      : ['## What follows from it', '', ...effects.map(({ title, rule }) => `- ${markdownText(title)} (${markdownCode(rule)})`), '']),
    `Seen by Hopscope${seen} at ${report.to}.${finding.docs === undefined ? '' : ` The rule: ${markdownCode(finding.docs)}`}`,
  ]);
}

/** One text for all the roots, or for the finding that is named. Undefined: there is none of that id. */
export function issueTextOf(report: Report, id: string | undefined): string | undefined {
  const chosen = id === undefined ? rootFindings(report) : report.findings.filter((finding) => finding.id === id);
  if (chosen.length > 0) return chosen.map((finding) => toIssueText(report, finding)).join('\n---\n\n');
  return id === undefined ? 'Nothing was found that is worth an issue.\n' : undefined;
}

/** Everything that it explains, also by way of others; cycles end. */
function followersOf(finding: Finding, all: readonly Finding[]): readonly Finding[] {
  const reached = new Set([finding.id]);
  for (const id of reached) for (const each of all) if (each.causedBy.includes(id)) reached.add(each.id);
  return all.filter(({ id }) => id !== finding.id && reached.has(id));
}
