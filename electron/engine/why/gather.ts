import type { WhyHpa, WhyQuestion, WhyScene } from '../../../shared/analysis/why/scene';
import type { HpaObject } from '../../../shared/model/inventory';
import type { Clock } from '../clock';
import type { ClusterPort } from '../cluster/port';
import { readAdapter } from './adapter';
import { askedPrometheus, readPrometheus } from './prometheus';
import { type WhySession, whySources } from './sources';

/** What the cluster says of one metric: the last looks, and some requests of its own to Prometheus and for the adapter's rules. */
export async function gatherWhy(
  session: WhySession,
  port: Pick<ClusterPort, 'send'>,
  clock: Pick<Clock, 'now'>,
  question: WhyQuestion,
  signal: AbortSignal,
): Promise<WhyScene> {
  const nowMs = clock.now();
  const prometheus = askedPrometheus(session, port);
  const [told, adapter] = await Promise.all([
    readPrometheus(prometheus, question, nowMs, signal),
    readAdapter(session, port, prometheus.source, nowMs + session.clockOffsetMs, signal),
  ]);
  return { nowMs, sources: whySources(session, question.metric), ...told, adapter, hpas: session.inventory.hpas.map(toWhyHpa) };
}

function toWhyHpa({ namespace, name, metrics }: HpaObject): WhyHpa {
  const asked = metrics.map((metric) => ({ type: metric.type, name: metric.name, hasValue: metric.current !== undefined }));
  return { name: [namespace, name].filter(Boolean).join('/'), metrics: asked };
}
