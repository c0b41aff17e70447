import { withOddity } from '../world/edit';
import type { Fault } from './fault';

export const appWorkersInTurn: Fault = {
  name: 'app-workers-in-turn',
  breaks: 'two processes of an application share one port and count under labels of their own: series come and go in turn',
  apply: (world) => withOddity(world, 'demo', 'web', 'workers-in-turn'),
  findings: () => [],
  health: () => ({ cards: {}, hops: {} }),
  settlesSeconds: 60,
};
