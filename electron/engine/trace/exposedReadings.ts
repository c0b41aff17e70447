import type { Heard, Reading } from '../../../shared/analysis/trace/scene';
import { seriesNames } from '../../../shared/analysis/trace/seriesNames';
import type { TraceSubject } from '../../../shared/contract/trace';
import type { Sample } from '../../../shared/exposition/exposition';
import { ofKind } from '../probers/byKind';
import { Expositions } from '../session/expositions';
import type { TraceParts } from './traceParts';

/**
 * What kube-state-metrics showed of the subject when it was last looked at: its exposition grows with the cluster and cannot be asked
 * for in part, so that a trace does not ask for it again. Undefined: the series is none of its.
 */
export function exposedByKsm({ session }: TraceParts, series: string, subject: TraceSubject): Heard<readonly Reading[]> | undefined {
  if (!series.startsWith('kube_')) return undefined;
  let because = 'no kube-state-metrics was found';
  for (const found of ofKind(session.discovered, 'kube-state-metrics')) {
    const seen = session.looks.get(found.id)?.observations.find(({ name }) => name === 'metrics')?.observation;
    const kept = seen?.answerId === undefined ? undefined : session.answers.get(seen.answerId);
    const read = kept && new Expositions(session.readings).of(kept);
    because = 'it was not looked at yet';
    if (seen === undefined || kept === undefined || read?.ok !== true) continue;
    const samples = [...read.value.samplesNamed((name) => name === series)].filter(({ labels }) => isOf(labels, subject));
    because = 'it has no series of that name for it';
    // Of shards one has the object.
    if (samples.length === 0) continue;
    const proof = { request: seen.request, answerId: seen.answerId ?? '', owner: { card: found.card, member: found.id } };
    return { state: 'heard', value: readingsOf(samples, series), atMs: seen.atMs, tookMs: seen.durationMs, proof };
  }
  return { state: 'absent', because };
}

function readingsOf(samples: readonly Sample[], series: string): readonly Reading[] {
  const names = seriesNames(samples, series);
  return samples.map(({ value }, at) => ({ who: names[at] ?? series, amount: value }));
}

function isOf(labels: Readonly<Record<string, string>>, subject: TraceSubject): boolean {
  if (subject.kind === 'node') return labels['node'] === subject.name && labels['pod'] === undefined;
  const isContainer = subject.container === undefined || labels['container'] === subject.container;
  return labels['namespace'] === subject.namespace && labels['pod'] === subject.name && isContainer;
}
