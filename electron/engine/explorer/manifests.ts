import { stringify } from 'yaml';
import type { Manifest } from '../../../shared/contract/explorer';
import type { AccessNeed } from '../../../shared/model/observation';
import { roleYaml } from '../cluster/roleYaml';
import type { ExplorerParts } from './explorerParts';
import { fullViewNeeds, LEAST_VIEW_NEEDS, logNeeds, NODE_STATS_NEEDS, SCRAPE_NEEDS } from './viewNeeds';

/** Where nothing tells of another namespace of monitoring. */
const USUAL_NAMESPACE = 'monitoring';
const TOKEN_LIFE = '8h';

interface Purpose {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly says: string;
  readonly needs: (session: ExplorerParts['session']) => readonly AccessNeed[];
}

const PURPOSES: readonly Purpose[] = [
  {
    id: 'node-stats',
    name: 'node-stats-reader',
    title: 'Read node stats',
    says: 'For a script or an exporter that asks each kubelet for /stats/summary and /metrics*. It asks the kubelets directly, at port 10250 of each node.',
    needs: () => NODE_STATS_NEEDS,
  },
  {
    id: 'scrape-kubelets',
    name: 'kubelet-scraper',
    title: 'Scrape kubelets',
    says: 'For a Prometheus that discovers nodes and scrapes /metrics, /metrics/cadvisor, /metrics/resource and /metrics/probes of their kubelets directly. nodes/metrics opens all of them and nothing else.',
    needs: () => SCRAPE_NEEDS,
  },
  {
    id: 'kubelet-api-admin',
    name: 'kubelet-reader',
    title: 'Instead of system:kubelet-api-admin',
    says: 'Examples bind readers of kubelets to system:kubelet-api-admin. It was made for the kube-apiserver itself: it has every verb on nodes/proxy, nodes/log, nodes/stats and nodes/metrics, so that its bearer runs commands in every pod of every node. Reading numbers takes nodes/metrics and nodes/stats; this binds only these.',
    needs: () => NODE_STATS_NEEDS,
  },
  {
    id: 'hopscope-full',
    name: 'hopscope',
    title: 'Hopscope, full view',
    says: 'Everything that Hopscope asks of this cluster, but for nodes/proxy: give the kubelets as direct endpoints (Settings, Routes), and their subresources here stand for it. Proxies to Services and pods are allowed in the namespaces where something was found.',
    needs: fullViewNeeds,
  },
  {
    id: 'hopscope-least',
    name: 'hopscope-least',
    title: 'Hopscope, least view',
    says: 'Nodes, pods, what the Metrics API serves, and the kubelets as direct endpoints: the core pipeline. Everything else stands as denied on the map.',
    needs: () => LEAST_VIEW_NEEDS,
  },
  {
    id: 'hopscope-logs',
    name: 'hopscope-logs',
    title: 'Hopscope, logs when asked',
    says: 'On top of a view: the logs of pods in the namespaces where something was found, which Hopscope reads when you press for one, and never by itself. A log may hold what its program should not have printed: bind it to whom you would give kubectl logs.',
    needs: logNeeds,
  },
];

/** ServiceAccount, Roles and bindings for each purpose, in the namespace that monitoring has here. Nothing is applied. */
export function manifests(session: ExplorerParts['session']): Manifest[] {
  const namespace = session.discovered.find(({ kind }) => kind === 'prometheus')?.namespace ?? USUAL_NAMESPACE;
  return PURPOSES.map(({ id, name, title, says, needs }) => {
    const file = `${name}.yaml`;
    return {
      id,
      title,
      says,
      yaml: [accountYaml(name, namespace), roleYaml(needs(session), { name, subject: { kind: 'ServiceAccount', name, namespace } })].join(
        '---\n',
      ),
      commands: [
        { says: 'apply it, as somebody who may', command: `kubectl apply -f ${file}` },
        { says: `a token for ${TOKEN_LIFE}`, command: `kubectl create token ${name} --namespace ${namespace} --duration ${TOKEN_LIFE}` },
      ],
    };
  });
}

function accountYaml(name: string, namespace: string): string {
  return stringify({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } });
}
