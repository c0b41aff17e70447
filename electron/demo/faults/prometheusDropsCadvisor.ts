import { withPrometheusConfig } from '../world/edit';
import { withCadvisorRule } from '../world/healthy/prometheusConfig';
import { type Fault, nodeTargets } from './fault';

export const prometheusDropsCadvisor: Fault = {
  name: 'prometheus-drops-cadvisor',
  breaks: 'the scrape works, metric_relabel_configs throws container_cpu_* and container_memory_* away',
  apply: (world) => {
    const rule = '{source_labels: [__name__], action: drop, regex: "container_(cpu|memory)_.*"}';
    return withPrometheusConfig(world, withCadvisorRule(world.prometheus.config, rule));
  },
  findings: (world) => nodeTargets(world, 'metric-dropped-by-relabel', 'cadvisor'),
  health: () => ({
    cards: { prometheus: ['ok', 'degraded'], cadvisor: ['ok', 'degraded'] },
    hops: { 'cadvisor->prometheus': ['degraded', 'broken'] },
  }),
  settlesSeconds: 60,
};
