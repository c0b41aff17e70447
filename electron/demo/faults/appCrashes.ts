import { changeContainer, changeWorkload } from '../world/edit';
import { type Fault, SUFFERS } from './fault';

export const appCrashes: Fault = {
  name: 'app-crashes',
  breaks: 'an application ends by itself every 40 s, and is started again with ever longer waits',
  apply: (world) =>
    changeWorkload(world, 'demo', 'api', (workload) =>
      changeContainer(workload, 'api', (container) => ({
        ...container,
        args: [...container.args, '--fail-after=40s'],
        behaviour: { ...container.behaviour, livesSeconds: 40, exitCode: 1 },
      })),
    ),
  findings: () => [],
  health: () => ({
    cards: { applications: ['degraded', 'broken'], prometheus: ['ok', 'degraded'] },
    hops: { 'applications->prometheus': SUFFERS },
  }),
  settlesSeconds: 120,
};
