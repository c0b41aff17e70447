import type { Report, ReportEvidence } from '../../../shared/report/schema';
import type { Cause } from '../../store/findings';
import { proofsOf } from './proofsOf';

const SUBJECTS = 20;

/** A cause as text for an issue or a chat: what, where, since, because, what follows, proof, remedy. Markdown. */
export function issueText(cause: Cause, cluster: Report['cluster'] | undefined): string {
  const { first, findings, effects, sinceMs, isFromStart } = cause;
  const subjects = findings.slice(0, SUBJECTS).map(({ subject }) => `- ${subject}`);
  const more = findings.length > SUBJECTS ? [`- and ${findings.length - SUBJECTS} more`] : [];
  const where = cluster === undefined ? [] : [`Cluster: ${[cluster.context, cluster.serverVersion].filter(Boolean).join(', ')}`];
  return [
    `## ${first.title}`,
    '',
    `${first.severity}, rule \`${first.rule}\``,
    ...where,
    ...(sinceMs === undefined ? [] : [`Since: ${isFromStart ? 'at least ' : ''}${new Date(sinceMs).toISOString()}`]),
    '',
    'Where:',
    ...subjects,
    ...more,
    '',
    `Because: ${first.because}`,
    ...section(
      'Follows from it:',
      effects.map(({ finding }) => `- ${finding.title}`),
    ),
    ...section('Proof:', proofsOf(cause).map(proofLine)),
    '',
    `Do: ${first.remedy}`,
    '',
  ].join('\n');
}

function section(head: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', head, ...lines];
}

function proofLine({ request, at, line, says }: ReportEvidence): string {
  const where = [request, line === undefined ? undefined : `line ${line}`, at].filter(Boolean).join(', ');
  return `- ${where}: \`${says.replaceAll('`', "'")}\``;
}

/** The request for a shell; undefined: it does not go through the kube-apiserver, or is none that reads. */
export function kubectlOf(request: string | undefined): string | undefined {
  const path = /^GET (\/(?:apis?|version|openapi)\b\S*)$/.exec(request ?? '')?.[1];
  if (path === undefined) return undefined;
  return `kubectl get --raw ${/^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`}`;
}
