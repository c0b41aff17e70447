import { parentPort, workerData } from 'node:worker_threads';
import { startDemo } from './host';
import { scenarioNamed } from './scenarios/choose';

/**
 * The demo cluster in a thread of its own, for the engine of the window: it says where it listens
 * and takes faults. `hopscope demo` runs the same host without a thread.
 */
async function main(): Promise<void> {
  const scenario = scenarioNamed(String(workerData.scenario));
  if (!scenario.ok) {
    parentPort?.postMessage({
      type: 'failed',
      says: `${scenario.error}.`,
      remedy: 'Start again with one of them, or without --demo NAME.',
    });
    return;
  }
  const demo = await startDemo(workerData);
  parentPort?.postMessage({
    type: 'ready',
    kubeconfig: demo.kubeconfigFile,
    context: demo.context,
    faults: demo.faults(),
    scenario: demo.scenario,
  });
  parentPort?.on('message', (message: { type: 'fault'; name: string; on: boolean } | { type: 'close' }) => {
    if (message.type === 'close') {
      void demo.close().then(() => process.exit(0));
      return;
    }
    demo.setFault(message.name, message.on);
    parentPort?.postMessage({ type: 'faults', faults: demo.faults() });
  });
}

void main();
