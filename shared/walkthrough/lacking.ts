import type { ReportComponent, ReportEdge } from '../report/schema';
import type { Step, Target } from './step';
import { endsSo } from './tasks';

type Seen = Readonly<{ components: readonly ReportComponent[]; edges: readonly ReportEdge[] }>;

/** A card or hop that a step cannot do without, and that was seen not to be there, or may not be read. */
export interface Lacking {
  readonly part: Exclude<Target, { at: 'screen' }>;
  readonly why: 'absent' | 'denied';
}

/**
 * Why a step cannot be gone through on this cluster: what it points at, what its task is about, or what its request is of. Undefined
 * where it can, and where that is not known: not looked at yet is not lacking.
 */
export function lackingFor({ points, task, proof }: Step, seen: Seen | undefined): Lacking | undefined {
  if (seen === undefined) return undefined;
  for (const part of [points, taskPart(task), proof.of]) {
    if (part === undefined || part.at === 'screen') continue;
    const found = part.at === 'card' ? cardOf(part.card, seen) : seen.edges.find(({ from, to }) => from === part.from && to === part.to);
    if (found?.health === 'absent') return { part, why: 'absent' };
    if (found?.health === 'denied' && !hasAnswer(found, proof)) return { part, why: 'denied' };
  }
  return undefined;
}

function cardOf(card: string, { components }: Seen): ReportComponent | undefined {
  return components.find(({ id }) => id === card);
}

function taskPart(task: Step['task']): Target | undefined {
  if ('card' in task) return { at: 'card', card: task.card };
  return task.kind === 'open-hop' ? { at: 'hop', from: task.from, to: task.to } : undefined;
}

/** Of several members some may be read: then there is something to show. */
function hasAnswer({ evidence }: Pick<ReportComponent, 'evidence'>, { path }: Step['proof']): boolean {
  return evidence.some(({ answerId, request = '' }) => answerId !== undefined && (path === undefined || endsSo(request, path)));
}
