import { replaced, withPrometheusConfig } from '../world/edit';
import { CADVISOR_TOKEN_LINE } from '../world/healthy/prometheusConfig';
import { BROKEN, type Fault, nodeTargets } from './fault';

export const prometheusNoToken: Fault = {
  name: 'prometheus-no-token',
  breaks: 'the cadvisor job has no credentials: kubelets answer 401',
  apply: (world) => withPrometheusConfig(world, replaced(world.prometheus.config, `${CADVISOR_TOKEN_LINE}\n`, '')),
  findings: (world) => nodeTargets(world, 'scrape-denied', 'cadvisor'),
  health: () => ({ cards: { prometheus: ['ok', 'degraded'], cadvisor: ['ok', 'degraded'] }, hops: { 'cadvisor->prometheus': BROKEN } }),
  settlesSeconds: 60,
};
