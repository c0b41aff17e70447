import { changeKubelet } from '../world/edit';
import { clockSkew } from './clockSkew';
import type { Fault } from './fault';

/** After the World's first second: its Prometheus has scraped for a while by then. In a World that is older it is set at once. */
const SET_AFTER_MS = 90_000;

/** The monitoring components stand on the first node. */
export const clockSet: Fault = {
  name: 'clock-set',
  breaks: 'the clock of the node of Prometheus is set 75 s ahead while it runs',
  apply: (world) => {
    const [first] = world.nodes;
    return first === undefined
      ? world
      : changeKubelet(world, first.name, { clockAheadSeconds: 75, clockSetMs: world.startMs + SET_AFTER_MS });
  },
  findings: (world) => [{ rule: 'clock-skew', subject: `Node/${world.nodes[0]?.name ?? ''}` }],
  health: clockSkew.health,
  settlesSeconds: 120,
};
