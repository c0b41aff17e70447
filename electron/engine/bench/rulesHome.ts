import type { RulesHome } from '../../../shared/contract/bench';
import type { Discovered } from '../../../shared/model/component';
import type { ClusterPort } from '../cluster/port';
import { parseCommandLine } from '../discovery/commandLine';
import { mountedFile } from '../why/mountedFile';

/** Jobs that the Prometheus operator writes are named after what they are made of (prometheus-operator, promcfg.go). */
const OPERATOR = /^(serviceMonitor|podMonitor|probe|scrapeConfig)\/([^/]+)\/([^/]+)(?:\/(\d+))?$/;
const RESOURCES = {
  serviceMonitor: 'ServiceMonitor',
  podMonitor: 'PodMonitor',
  probe: 'Probe',
  scrapeConfig: 'ScrapeConfig',
} as const;

/** The operator's object that a job is made of. */
export function monitorOf(job: string): RulesHome | undefined {
  const [, kind, namespace = '', name = '', endpoint] = OPERATOR.exec(job) ?? [];
  if (kind !== 'serviceMonitor' && kind !== 'podMonitor' && kind !== 'probe' && kind !== 'scrapeConfig') return undefined;
  return { kind: 'monitor', resource: RESOURCES[kind], namespace, name, ...(endpoint === undefined ? {} : { endpoint: Number(endpoint) }) };
}

/** The ConfigMap that a Prometheus reads its configuration from. */
export async function configHome(
  found: Pick<Discovered, 'namespace' | 'pods' | 'args'>,
  port: Pick<ClusterPort, 'send'>,
  signal: AbortSignal,
): Promise<RulesHome> {
  const file = parseCommandLine([], found.args).flags.get('config.file');
  if (file === undefined) return { kind: 'unknown', because: 'its --config.file is not known' };
  const mounted = await mountedFile(found, file, port, signal);
  if (!mounted.ok) return { kind: 'unknown', because: mounted.error };
  const { namespace, configMap, key } = mounted.value;
  return { kind: 'config-map', namespace, name: configMap, key };
}
