import { withOddity } from '../world/edit';
import { type Fault, SUFFERS } from './fault';

export const appOwnTimestamps: Fault = {
  name: 'app-own-timestamps',
  breaks: 'an application gives its samples times of its own, which go back every minute: Prometheus refuses them',
  apply: (world) => withOddity(world, 'demo', 'worker', 'own-timestamps'),
  findings: () => [{ rule: 'samples-not-ingested', subject: 'Deployment/monitoring/prometheus' }],
  health: () => ({ cards: { prometheus: ['ok', 'degraded'], applications: SUFFERS }, hops: { 'applications->prometheus': SUFFERS } }),
  settlesSeconds: 90,
};
