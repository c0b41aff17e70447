import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DemoState, Lab } from '../../shared/contract/lab';
import { failed, ok, type Result } from '../../shared/model/result';
import type { FromDemo, ToDemo } from '../demo/threadMessages';
import type { OpenTrouble } from './openTrouble';

export interface DemoChoice {
  readonly scenario: string;
  readonly nodes?: number;
  readonly speed?: number;
}

/** A running demo cluster in a thread of this process. */
export interface RunningDemo {
  readonly context: string;
  /** Path of a kubeconfig with the admin of the demo; only this user may read it. */
  readonly kubeconfig: string;
  readonly scenario: string;
  /** Which faults are on, and how fast its time goes. */
  state(): DemoState;
  /** Called from now on when that changed. */
  onState(listener: () => void): void;
  setFaults(names: readonly string[], on: boolean): void;
  setSpeed(speed: number): void;
  /** Every fault with what must come of it, as the cluster is then. */
  lab(): Promise<Lab>;
  close(): void;
}

/**
 * Starts the demo cluster beside the engine, in a thread of its own (docs/decisions): it is a real
 * HTTPS server, and the port reaches it through its kubeconfig like any other cluster.
 * @param script the bundle of electron/demo/worker.ts
 */
export function startDemoThread(script: string, choice: DemoChoice): Promise<Result<RunningDemo, OpenTrouble>> {
  const worker = new Worker(path.resolve(script), { workerData: choice });
  return new Promise((resolve) => {
    worker.on('message', (message: FromDemo) => {
      if (message.type === 'failed') resolve(failed({ says: message.says, remedy: message.remedy }));
      else if (message.type === 'ready') resolve(ok(runningDemo(worker, message)));
    });
    worker.on('error', (error) =>
      resolve(
        failed({ says: `the demo cluster did not start: ${error.message}`, remedy: 'Start again with --verbose; please report it.' }),
      ),
    );
  });
}

function runningDemo(worker: Worker, ready: Extract<FromDemo, { type: 'ready' }>): RunningDemo {
  const { context, kubeconfig } = ready;
  let { state } = ready;
  let onState = (): void => undefined;
  const waiting: ((lab: Lab) => void)[] = [];
  const tell = (message: ToDemo): void => worker.postMessage(message);
  worker.on('message', (message: FromDemo) => {
    if (message.type === 'lab') waiting.shift()?.(message.lab);
    if (message.type !== 'state') return;
    state = message.state;
    onState();
  });
  return {
    context,
    kubeconfig,
    scenario: state.scenario,
    state: () => state,
    onState: (listener) => {
      onState = listener;
    },
    setFaults: (names, on) => tell({ type: 'faults', names, on }),
    setSpeed: (speed) => tell({ type: 'speed', speed }),
    lab: () =>
      new Promise((answered) => {
        waiting.push(answered);
        tell({ type: 'lab' });
      }),
    close: () => tell({ type: 'close' }),
  };
}
