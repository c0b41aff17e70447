import type { TraceQuestion, TraceSubject } from '../../contract/trace';
import { failed, ok, type Result } from '../../model/result';

/** "pod/NS/NAME", "node/NAME"; a container of a pod: "pod/NS/NAME/CONTAINER". The error says what it should be. */
export function parseSubject(text: string): Result<TraceSubject, string> {
  const [kind, ...parts] = text.trim().split('/');
  const [first = '', second = '', container] = parts;
  if (kind === 'node' && parts.length === 1 && first !== '') return ok({ kind: 'node', name: first });
  const isPod = (kind === 'pod' || kind === 'pods') && (parts.length === 2 || parts.length === 3) && first !== '' && second !== '';
  if (isPod && container !== '')
    return ok({ kind: 'pod', namespace: first, name: second, ...(container === undefined ? {} : { container }) });
  return failed(`"${text.trim()}" is neither pod/NAMESPACE/NAME nor node/NAME.`);
}

export function printSubject(subject: TraceSubject): string {
  if (subject.kind === 'node') return `node/${subject.name}`;
  const { namespace, name, container } = subject;
  return ['pod', namespace, name, ...(container === undefined ? [] : [container])].join('/');
}

/** "pod shop/web-1", "container web of pod shop/web-1", "node n1". */
export function subjectWords(subject: TraceSubject): string {
  if (subject.kind === 'node') return `node ${subject.name}`;
  const pod = `pod ${subject.namespace}/${subject.name}`;
  return subject.container === undefined ? pod : `container ${subject.container} of ${pod}`;
}

/** CPU and memory take both pipelines; every other metric begins at an application. */
export type TracedMetric = { readonly kind: 'cpu' } | { readonly kind: 'memory' } | { readonly kind: 'named'; readonly name: string };

export function metricOf({ metric }: Pick<TraceQuestion, 'metric'>): TracedMetric {
  if (metric === 'cpu' || metric === 'memory') return { kind: metric };
  return { kind: 'named', name: metric };
}
