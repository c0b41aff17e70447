import type { Seen, WhyExposition, WhyPlace, WhySource } from '../../../shared/analysis/why/scene';
import { familyOf } from '../../../shared/exposition/families';
import type { ReadExposition } from '../../../shared/exposition/parse';
import { CARDS } from '../../../shared/model/architecture';
import type { Discovered } from '../../../shared/model/component';
import type { Inventory, ServiceObject } from '../../../shared/model/inventory';
import { selects } from '../discovery/selector';
import type { LookResult } from '../probers/prober';
import { Expositions, pathOf } from '../session/expositions';
import type { Session } from '../session/session';
import type { AnswerStore } from '../store/answers';

export type WhySession = Pick<Session, 'discovered' | 'inventory' | 'looks' | 'answers' | 'clockOffsetMs'>;

/** Every exposition of the last looks, with what it says of the metric; what could not be read says why. */
export function whySources(session: WhySession, metric: string): readonly WhySource[] {
  const expositions = new Expositions();
  return sourcesWith(session, (observation) => read(observation, session.answers, expositions, metric));
}

export type Observed = LookResult['observations'][number]['observation'];
type Exposing<T> = WhyPlace & { readonly exposition: T };

/** Where expositions were looked for, each with what `readOf` makes of it; undefined: it is none. */
export function sourcesWith<T>(
  { discovered, inventory, looks }: Pick<WhySession, 'discovered' | 'inventory' | 'looks'>,
  readOf: (observation: Observed) => T | undefined,
): readonly Exposing<T>[] {
  return discovered.flatMap((found) => {
    const look = looks.get(found.id);
    return look === undefined ? [] : sourcesOf(found, look, inventory, readOf);
  });
}

function sourcesOf<T>(
  found: Discovered,
  look: LookResult,
  inventory: Inventory,
  readOf: (observation: Observed) => T | undefined,
): Exposing<T>[] {
  const title = CARDS.find(({ id }) => id === found.card)?.title ?? found.kind;
  const { health, because } = look.judgement;
  return look.observations.flatMap(({ observation }) => {
    const exposition = isExposition(observation.request) ? readOf(observation) : undefined;
    if (exposition === undefined) return [];
    const port = /\/(?:services|pods)\/(?:https?:)?[^:/]+:([^:/]+)\/proxy/.exec(observation.request)?.[1];
    return [
      {
        id: found.id,
        kind: found.kind,
        name:
          found.namespace !== undefined
            ? `${title} ${[found.namespace, found.name].filter(Boolean).join('/')}`
            : `${title} ${found.node ?? found.name}`,
        ...(health === 'ok' || because === undefined ? {} : { because }),
        path: pathOf(observation.request).replace(/\?.*$/, ''),
        ...(port === undefined ? portOfNode(found, inventory) : { port }),
        ...(found.node === undefined ? {} : { node: found.node }),
        pods: found.pods.map((name) => ({ namespace: found.namespace ?? '', name })),
        ...(found.kind === 'kube-apiserver' ? { service: 'default/kubernetes' } : {}),
        hosts: hostsOf(found, inventory),
        exposition,
      },
    ];
  });
}

function isExposition(request: string): boolean {
  return /metrics|federate/.test(pathOf(request));
}

/** A kubelet is asked through the API server, which knows its port. */
function portOfNode(found: Discovered, { nodes }: Inventory): { port?: string } {
  const node = found.pods.length === 0 ? nodes.find(({ name }) => name === found.node) : undefined;
  return node === undefined || node.kubeletPort === 0 ? {} : { port: String(node.kubeletPort) };
}

function hostsOf(found: Discovered, { nodes, pods, services }: Inventory): readonly string[] {
  const own = pods.filter(({ name, namespace }) => namespace === found.namespace && found.pods.includes(name));
  const fronts = services.filter(
    ({ namespace, selector }) => namespace === found.namespace && own.some(({ labels }) => selects(selector, labels)),
  );
  const ips = own.map(({ podIp }) => podIp ?? '');
  const node = found.pods.length === 0 ? nodes.find(({ name }) => name === found.node) : undefined;
  const itself = found.kind === 'prometheus' ? ['localhost', '127.0.0.1'] : [];
  return [...ips, ...fronts.flatMap(serviceHosts), ...(node?.addresses.map(({ address }) => address) ?? []), ...itself];
}

/** As a static target names it from any namespace. */
function serviceHosts({ namespace, name, clusterIp }: ServiceObject): readonly string[] {
  const address = `${name}.${namespace ?? ''}`;
  return [address, `${address}.svc`, `${address}.svc.cluster.local`, ...(clusterIp === undefined ? [] : [clusterIp])];
}

function read(observation: Observed, answers: AnswerStore, expositions: Expositions, metric: string): Seen<WhyExposition> | undefined {
  if (observation.state !== 'ok') return { state: 'unseen', because: observation.because };
  const kept = observation.answerId === undefined ? undefined : answers.get(observation.answerId);
  const exposition = kept && expositions.of(kept);
  if (kept === undefined || exposition === undefined) return undefined;
  if (!exposition.ok) return { state: 'unseen', because: exposition.error };
  return {
    state: 'seen',
    value: seriesOf(exposition.value, metric),
    proof: { request: kept.request, says: `${exposition.value.sampleCount} samples` },
  };
}

function seriesOf(exposition: ReadExposition, metric: string): WhyExposition {
  const series: { labels: Record<string, string> }[] = [];
  let firstAt: number | undefined;
  let at = -1;
  for (const { name, labels } of exposition.samples()) {
    at += 1;
    if (name !== metric) continue;
    firstAt ??= at;
    series.push({ labels });
  }
  const families = [...exposition.families.keys()];
  const described = series.length > 0 || families.includes(metric) || exposition.families.has(familyOf(exposition.families, metric));
  const [first] = firstAt === undefined ? [] : exposition.linesOf([firstAt]);
  return { described, series, families, ...(first === undefined ? {} : { first }) };
}
