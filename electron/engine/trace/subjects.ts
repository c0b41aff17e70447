import { printSubject } from '../../../shared/analysis/trace/question';
import type { TraceSubject, TraceSubjects } from '../../../shared/contract/trace';
import type { HpaObject, PodObject } from '../../../shared/model/inventory';
import { selects } from '../discovery/selector';
import type { TraceSession } from './traceParts';

/** Shown of those that match. */
const MOST = 12;

type Row = TraceSubjects['subjects'][number];

/** Pods that run and nodes of which every word is said (name, node, HPA); those that an HPA reads first, their busiest namespaces next, nodes last. */
export function findSubjects(query: string, { inventory }: Pick<TraceSession, 'inventory'>): Omit<TraceSubjects, 'type'> {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const isWanted = (name: string) => words.every((word) => name.toLowerCase().includes(word));
  const found: (Row & { readonly rank: number })[] = [];
  for (const pod of inventory.pods) {
    const subject: TraceSubject = { kind: 'pod', namespace: pod.namespace ?? '', name: pod.name };
    if (pod.phase !== 'Running' || pod.deletedMs !== undefined) continue;
    const hpas = hpasOver(pod, inventory);
    const says = wordsOf(pod, hpas);
    if (isWanted(`${printSubject(subject)} ${says}`)) found.push({ subject, says, metrics: metricsOf(hpas), rank: rankOf(hpas) });
  }
  for (const { name } of inventory.nodes) {
    const subject: TraceSubject = { kind: 'node', name };
    if (isWanted(printSubject(subject))) found.push({ subject, says: 'node', metrics: [], rank: 3 });
  }
  const best = [...found].sort((a, b) => a.rank - b.rank || (printSubject(a.subject) < printSubject(b.subject) ? -1 : 1));
  const subjects = best.slice(0, MOST).map(({ subject, says, metrics }) => ({ subject, says, metrics }));
  return { query, total: found.length, subjects };
}

/** The most hops first: an HPA that reads CPU or memory, then one that reads something else. */
function rankOf(hpas: readonly HpaObject[]): number {
  if (hpas.some(({ metrics }) => metrics.some(({ type, current }) => type === 'Resource' && current !== undefined))) return 0;
  return hpas.length > 0 ? 1 : 2;
}

function hpasOver(pod: PodObject, { hpas, workloads }: TraceSession['inventory']): readonly HpaObject[] {
  return hpas.filter(({ namespace, scaleTarget }) => {
    const target = workloads.find(
      (each) => each.kind === scaleTarget.kind && each.name === scaleTarget.name && each.namespace === namespace,
    );
    return namespace === pod.namespace && target !== undefined && selects(target.selector, pod.labels);
  });
}

function wordsOf({ node, containers }: PodObject, hpas: readonly HpaObject[]): string {
  const read = hpas.length === 0 ? [] : [`read by HPA ${hpas.map(({ name }) => name).join(', ')}`];
  return [`${containers.length} ${containers.length === 1 ? 'container' : 'containers'} on ${node ?? 'no node'}`, ...read].join(', ');
}

function metricsOf(hpas: readonly HpaObject[]): string[] {
  const names = hpas.flatMap(({ metrics }) => metrics.flatMap(({ type, name }) => (type === 'Pods' ? [name] : [])));
  return [...new Set(names)];
}
