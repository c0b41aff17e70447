import type { FindingPlace } from '../contract/findings';
import type { LogPod } from '../contract/podLog';
import type { Discovered } from '../model/component';
import type { Facts } from './facts';
import type { Finding } from './finding';
import type { RuleId } from './ruleIds';
import { seenTargets, targetSubject } from './select/targets';
import { workloadSubject } from './select/workloads';

/** In a hop of the table: the card of the finding's own subject. */
const SUBJECT = 'subject';

/** Rules that are about what goes between two cards. */
const HOPS: Readonly<Partial<Record<RuleId, readonly [from: string, to: string]>>> = {
  'kubelet-access-denied': ['kubelet', SUBJECT],
  'kubelet-cert-untrusted': ['kubelet', SUBJECT],
  'kubelet-serving-cert-missing': [SUBJECT, 'metrics-server'],
  'kubelet-unreachable-from-pods': [SUBJECT, 'metrics-server'],
  'hpa-metric-unavailable': ['metrics-api', SUBJECT],
  'hpa-no-pod-metrics': ['metrics-api', SUBJECT],
  'adapter-metric-unmapped': ['custom-metrics-api', SUBJECT],
  'adapter-query-empty': ['custom-metrics-api', SUBJECT],
  'adapter-source-broken': ['prometheus', SUBJECT],
  'ksm-list-failing': ['api-objects', SUBJECT],
};

/** The card of each metrics API, and what stands behind it. */
const APIS: Readonly<Record<string, readonly [card: string, behind: string]>> = {
  'metrics.k8s.io': ['metrics-api', 'metrics-server'],
  'custom.metrics.k8s.io': ['custom-metrics-api', 'prometheus-adapter'],
  'external.metrics.k8s.io': ['external-metrics-api', 'external-adapter'],
};

type Needed = Pick<Facts, 'components' | 'scrapers'>;
type Place = Omit<FindingPlace, 'id' | 'logs'>;

/** More logs than these are not offered with one finding, and of one component not more than these: replicas say the same. */
const MOST_LOGS = 4;
const MOST_REPLICAS = 2;

/** Where each finding stands on the map; one whose subject is on no card is left out. */
export function findingPlaces(findings: readonly Pick<Finding, 'id' | 'rule' | 'subject'>[], facts: Needed): readonly FindingPlace[] {
  const targets = targetPlaces(facts);
  const logs = logsOf(facts);
  return findings.flatMap(({ id, rule, subject }) => {
    const place = targets.get(subject) ?? apiPlace(rule, subject) ?? withHop(rule, componentPlace(rule, subject, facts.components));
    if (place.card === undefined) return [];
    const pods = logs(subject, place);
    return [{ id, ...place, ...(pods.length === 0 ? {} : { logs: pods }) }];
  });
}

/** Whose log may tell more of a finding: its own pods, else those at the two ends of its hop, who asks before who is asked. */
function logsOf({ components, scrapers }: Needed): (subject: string, place: Place) => LogPod[] {
  const withPods = components.filter(({ namespace, pods }) => namespace !== undefined && pods.length > 0);
  const byId = new Map(withPods.map((found) => [found.id, found]));
  const named = new Map(
    seenTargets(scrapers).map(({ target: { labels }, target }) => [targetSubject(target), `${labels['namespace']}/${labels['pod']}`]),
  );
  return (subject, { member, hop, card }) => {
    const own = byId.get(member ?? '');
    const ends = own ? [] : hop ? [hop.to, hop.from] : [card];
    const around = own ? [own] : ends.flatMap((end) => withPods.filter((found) => found.card === end));
    const exact = named.get(subject) ?? subject.replace(/^Pod\//, '');
    const pods = around.flatMap((found) => podsOf(found, exact));
    return pods.slice(0, MOST_LOGS);
  };
}

/** The one that is meant, where it is one of them. */
function podsOf({ namespace = '', pods, container }: Discovered, exact: string): LogPod[] {
  const meant = pods.filter((pod) => `${namespace}/${pod}` === exact);
  return (meant.length > 0 ? meant : pods.slice(0, MOST_REPLICAS)).map((pod) => ({
    namespace,
    pod,
    ...(container === undefined ? {} : { container }),
  }));
}

/** A target is the hop from what exposes it to who scrapes it. */
function targetPlaces({ scrapers }: Needed): ReadonlyMap<string, Place> {
  return new Map(
    seenTargets(scrapers).map(({ target, card, scraper }) => {
      const to = scraper.found.card;
      return [targetSubject(target), card === undefined ? { card: to } : { card, hop: { from: card, to } }] as const;
    }),
  );
}

/** "APIService/v1beta1.metrics.k8s.io": its group follows the first dot. */
function apiPlace(rule: RuleId, subject: string): Place | undefined {
  const group = /^APIService\/[^.]+\.(.+)$/.exec(subject)?.[1];
  const api = group === undefined ? undefined : APIS[group];
  if (api === undefined) return undefined;
  const [card, behind] = api;
  return rule === 'metrics-api-absent' ? { card } : { card, hop: { from: behind, to: card } };
}

function componentPlace(rule: RuleId, subject: string, components: readonly Discovered[]): Place {
  const found = components.find((each) => each.id === subject) ?? ofObject(rule, subject, components);
  if (found !== undefined) return { card: found.card, member: found.id };
  return components.some(({ card }) => card === subject) ? { card: subject } : {};
}

/** The component that an object of the cluster is, runs or carries. */
function ofObject(rule: RuleId, subject: string, components: readonly Discovered[]): Discovered | undefined {
  const [kind = '', ...rest] = subject.split('/');
  const name = rest.join('/');
  switch (kind) {
    case 'Node':
      return components.find((each) => each.node === name && each.kind === (rule.startsWith('cadvisor') ? 'cadvisor' : 'kubelet'));
    case 'HorizontalPodAutoscaler':
      return components.find((each) => each.kind === 'hpa' && `${each.namespace ?? ''}/${each.name}` === name);
    case 'Pod':
      if (rule === 'pod-dropped-by-metrics-server') return components.find((each) => each.kind === 'metrics-server');
      return components.find(({ namespace, pods }) => pods.some((pod) => `${namespace ?? ''}/${pod}` === name));
    default:
      return components.find((each) => each.workload !== undefined && workloadSubject(each) === subject);
  }
}

function withHop(rule: RuleId, place: Place): Place {
  const hop = HOPS[rule];
  const { card } = place;
  if (hop === undefined || card === undefined) return place;
  const [from, to] = hop.map((end) => (end === SUBJECT ? card : end));
  return from === undefined || to === undefined ? place : { ...place, hop: { from, to } };
}
