import type { WhyHpa, WhyQuestion, WhyScene, WhySource } from '../../../shared/analysis/why/scene';
import { dependsOnPrometheus, ofSeveral, type WhyTold } from '../../../shared/analysis/why/several';
import { type WhyAnswer, why } from '../../../shared/analysis/why/walk';
import type { HpaObject, Inventory } from '../../../shared/model/inventory';
import type { Clock } from '../clock';
import type { ClusterPort } from '../cluster/port';
import { readAdapter } from './adapter';
import { monitorsAt } from './monitors';
import { askedPrometheus, askedPrometheuses, readPrometheus } from './prometheus';
import { type WhySession, whySources } from './sources';

type Port = Pick<ClusterPort, 'send'>;
type Ticks = Pick<Clock, 'now'>;

/** Prometheus asked for one question: of more the first that answer. */
const MOST_PROMETHEUS = 4;

/**
 * Walks the way of a metric by what the cluster says of it: the last looks, and some requests of its own to Prometheus and for
 * the adapter's rules. Further Prometheus are asked only where the first does not have it and another could.
 */
export async function walkWhy(
  session: WhySession,
  port: Port,
  clock: Ticks,
  question: WhyQuestion,
  signal: AbortSignal,
): Promise<WhyAnswer> {
  const [, ...others] = askedPrometheuses(session, port).slice(0, MOST_PROMETHEUS);
  const scene = await gatherWhy(session, port, clock, question, signal);
  const first = toldBy(scene, question);
  if (others.length === 0 || !dependsOnPrometheus(first.answer)) return first.answer;
  const more = await Promise.all(
    others.filter(({ source }) => source.ok).map((each) => readPrometheus(each, question, scene.nowMs, signal)),
  );
  return ofSeveral(first, ...more.map((told) => toldBy({ ...scene, ...told }, question)));
}

function toldBy(scene: WhyScene, question: WhyQuestion): WhyTold {
  const answer = why(scene, question);
  return scene.prometheus === undefined ? { answer } : { prometheus: scene.prometheus, answer };
}

/** What the cluster says of one metric, as the first Prometheus has it. */
export async function gatherWhy(
  session: WhySession,
  port: Port,
  clock: Ticks,
  question: WhyQuestion,
  signal: AbortSignal,
): Promise<WhyScene> {
  const nowMs = clock.now();
  const prometheus = askedPrometheus(session, port);
  const [told, adapter] = await Promise.all([
    readPrometheus(prometheus, question, nowMs, signal),
    readAdapter(session, port, nowMs + session.clockOffsetMs, signal),
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
