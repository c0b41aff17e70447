import type { ServiceObject } from '../../model/inventory';
import { podsOf, workloadOf } from '../../model/objectsOf';
import type { Evidence } from '../../model/observation';
import { answerOf, failing, unseen, type Verdict, WELL } from '../answer';
import type { Facts } from '../facts';
import { defineRule } from '../rule';
import { addressedService, type ServiceAddress } from '../select/serviceAddress';
import { isPodReady, sayWorkload, workloadSubject } from '../select/workloads';
import type { AdapterSight } from '../sights';

type Needed = Pick<Facts, 'adapters' | 'metricApis' | 'services' | 'pods' | 'workloads' | 'components' | 'nodes' | 'time'>;

export const adapterSourceBroken = defineRule({
  id: 'adapter-source-broken',
  severity: 'error',
  says: 'prometheus-adapter does not get through to its Prometheus.',
  symptom:
    'unable to update list of all metrics: unable to fetch metrics for query "…"; "resources": []; Internal error occurred: unable to fetch metrics',
  proof: "--prometheus-url of the adapter against the Service, ports and pods that there are; the API's 500 to what HPAs want",
  causedBy: ['component-not-running', 'node-unhealthy'],
  needs: ['adapters', 'metricApis', 'services', 'pods', 'workloads', 'components', 'nodes', 'time'],
  judge(facts) {
    return answerOf(
      facts.adapters.filter(({ found }) => found.kind === 'prometheus-adapter').map((adapter) => judge(adapter, facts)),
      'no prometheus-adapter was found',
    );
  },
});

function judge(adapter: AdapterSight, facts: Needed): Verdict {
  const { found, flags } = adapter;
  const workload = workloadOf(found, facts.workloads.items);
  const pods = podsOf(found, facts.pods.items);
  // One that does not run itself has a finding of its own.
  if (workload?.ready === 0 || (pods.length > 0 && !pods.some(isPodReady))) return WELL;
  const url = flags.get('prometheus-url');
  const refused = refusedValues(adapter, facts);
  const source = url === undefined ? undefined : addressedService(url, found.namespace ?? 'default');
  const broken = source && brokenSource(source, facts);
  if (broken) return failing(failureOf(adapter, { ...broken, url: url ?? '' }, refused, facts.time.nowMs));
  if (refused.length > 0)
    return failing(
      failureOf(
        adapter,
        {
          url: url ?? 'its default',
          says: 'what stands there gives it no usable answer',
          remedy:
            'Ask that address from a pod: a wrong path prefix answers 404, a proxy that wants a login answers HTML, and both look like this.',
          standsOn: [],
        },
        refused,
        facts.time.nowMs,
      ),
    );
  if (source || answersValues(adapter, facts)) return WELL;
  return unseen(`whether ${url ?? 'the address'} that ${sayWorkload(found)} asks answers (it is not a Service of this cluster)`);
}

interface Broken {
  readonly says: string;
  readonly remedy: string;
  readonly standsOn: readonly string[];
}

function brokenSource(source: ServiceAddress, facts: Needed): Broken | undefined {
  const { namespace, name, port } = source;
  const service = facts.services.items.find((each) => each.namespace === namespace && each.name === name);
  if (!service) {
    if (!facts.services.whole) return undefined;
    return {
      says: `there is no Service ${namespace}/${name}`,
      remedy: 'Name the Service of your Prometheus in --prometheus-url.',
      standsOn: [],
    };
  }
  const headless = service.clusterIp === 'None' || service.type === 'ExternalName';
  if (!headless && !service.ports.some((each) => each.port === port)) {
    const ports = service.ports.map((each) => each.port).join(', ');
    return {
      says: `Service ${namespace}/${name} has no port ${port} (it has ${ports || 'none'})`,
      remedy: `Change the port in --prometheus-url to ${ports || 'one that the Service has'} and let the Deployment roll out.`,
      standsOn: [],
    };
  }
  return withoutPods(service, facts);
}

function withoutPods(service: ServiceObject, facts: Needed): Broken | undefined {
  const wanted = Object.entries(service.selector);
  if (wanted.length === 0 || !facts.pods.whole) return undefined;
  const behind = facts.pods.items.filter(
    (pod) =>
      pod.namespace === service.namespace && pod.deletedMs === undefined && wanted.every(([key, value]) => pod.labels[key] === value),
  );
  if (behind.some(isPodReady)) return undefined;
  const owners = facts.components.filter(
    (each) =>
      each.kind === 'prometheus' &&
      each.namespace === service.namespace &&
      (behind.length === 0 || each.pods.some((name) => behind.some((pod) => pod.name === name))),
  );
  return {
    says: `no pod behind Service ${service.namespace}/${service.name} is ready`,
    remedy: `Bring the Prometheus behind Service ${service.namespace}/${service.name} back.`,
    standsOn: [...owners.map(workloadSubject), ...behind.flatMap(({ node }) => (node === undefined ? [] : [`Node/${node}`]))],
  };
}

function failureOf(
  adapter: AdapterSight,
  { says, remedy, standsOn, url }: Broken & { readonly url: string },
  refused: readonly Evidence[],
  atMs: number,
) {
  const { found } = adapter;
  return {
    subject: workloadSubject(found),
    title: `${found.name} does not reach its Prometheus`,
    because: `It asks ${url} (--prometheus-url), and ${says}. It lists no new metric, and values it is asked for end in an error.`,
    remedy,
    evidence: [...refused, { atMs, says: `${sayWorkload(found)}: --prometheus-url=${url}` }],
    standsOn,
  };
}

/** Its 500 to a value that an HPA wants: "unable to fetch metrics". A 503 comes from the kube-apiserver, before it. */
function refusedValues({ found }: AdapterSight, { metricApis }: Pick<Facts, 'metricApis'>): readonly Evidence[] {
  return metricApis
    .filter(({ group }) => found.serves?.includes(group) === true)
    .flatMap(({ asked }) =>
      asked.flatMap(({ values }) => (values.state === 'unreachable' && values.status === 500 ? values.evidence : [])),
    );
}

function answersValues({ found }: AdapterSight, { metricApis }: Pick<Facts, 'metricApis'>): boolean {
  return metricApis.some(({ group, asked }) => found.serves?.includes(group) === true && asked.some(({ values }) => values.state === 'ok'));
}
