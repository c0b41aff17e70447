import { standaloneCadvisor } from '../world/healthy/standaloneCadvisor';
import { BROKEN, DEGRADED, type Fault, SUFFERS } from './fault';

export const cadvisorStandaloneNoSocket: Fault = {
  name: 'cadvisor-standalone-no-socket',
  breaks: "a standalone cAdvisor is installed without the runtime's socket: its series keep the cgroup's path alone",
  apply: (world) => ({ ...world, workloads: [...world.workloads, standaloneCadvisor({ withSocket: false })] }),
  findings: () => [{ rule: 'cadvisor-labels-missing', subject: 'DaemonSet/monitoring/cadvisor' }],
  health: () => ({
    cards: { 'cadvisor-standalone': [...BROKEN, ...DEGRADED] },
    hops: { 'cadvisor-standalone->prometheus': SUFFERS },
  }),
  settlesSeconds: 60,
};
