import type { WhyHpa, WhyQuestion, WhyScene, WhySource } from '../../../shared/analysis/why/scene';
import type { HpaObject, Inventory } from '../../../shared/model/inventory';
import type { Clock } from '../clock';
import type { ClusterPort } from '../cluster/port';
import { readAdapter } from './adapter';
import { monitorsAt } from './monitors';
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
  let held = 0;
  const sources = whySources(session, question.metric).map((source) =>
    isExposing(source) && held++ < MOST_HELD ? withMonitors(source, session.inventory) : source,
  );
  return { nowMs, sources, ...told, adapter, hpas: session.inventory.hpas.map(toWhyHpa) };
}

/** Sources that monitors are held against: one is told, and those of a family are found alike. */
const MOST_HELD = 50;

function isExposing({ exposition }: WhySource): boolean {
  return exposition.state === 'unseen' || exposition.value.series.length > 0;
}

function withMonitors(source: WhySource, inventory: Inventory): WhySource {
  const monitors = monitorsAt(source, inventory);
  return monitors === undefined ? source : { ...source, monitors };
}

function toWhyHpa({ namespace, name, metrics }: HpaObject): WhyHpa {
  const asked = metrics.map((metric) => ({ type: metric.type, name: metric.name, hasValue: metric.current !== undefined }));
  return { name: [namespace, name].filter(Boolean).join('/'), metrics: asked };
}
