import { parentPort, workerData } from 'node:worker_threads';
import type { DemoState } from '../../shared/contract/lab';
import { assertNever } from '../../shared/model/result';
import { type Demo, startDemo } from './host';
import { chooseScenario } from './scenarios/choose';
import type { FromDemo, ToDemo } from './threadMessages';

const say = (message: FromDemo): void => parentPort?.postMessage(message);

/**
 * The demo cluster in a thread of its own, for the engine of the window: it says where it listens
 * and takes what the fault lab asks. `hopscope demo` runs the same host without a thread.
 */
async function main(): Promise<void> {
  const chosen = await chooseScenario(String(workerData.scenario));
  if (!chosen.ok) {
    say({ type: 'failed', ...chosen.error });
    return;
  }
  const { scenario, nodes, speed, seed } = chosen.value;
  const demo = await startDemo({ scenario, nodes: workerData.nodes ?? nodes, speed: workerData.speed ?? speed, seed });
  say({ type: 'ready', kubeconfig: demo.kubeconfigFile, context: demo.context, state: stateOf(demo) });
  demo.onPlanned(() => say({ type: 'state', state: stateOf(demo) }));
  parentPort?.on('message', (message: ToDemo) => {
    switch (message.type) {
      case 'close':
        void demo.close().then(() => process.exit(0));
        return;
      case 'lab':
        say({ type: 'lab', lab: demo.lab() });
        return;
      case 'faults':
        demo.setFaults(message.names, message.on);
        break;
      case 'speed':
        demo.setSpeed(message.speed);
        break;
      default:
        assertNever(message);
    }
    say({ type: 'state', state: stateOf(demo) });
  });
}

function stateOf(demo: Demo): DemoState {
  const on = demo.faults().filter((fault) => fault.on);
  return { scenario: demo.scenario, on: on.map(({ name }) => name), planned: [...demo.planned()], speed: demo.speed() };
}

void main();
