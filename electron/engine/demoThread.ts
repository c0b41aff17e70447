import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { failed, ok, type Result } from '../../shared/model/result';
import type { OpenTrouble } from './openTrouble';

export interface DemoChoice {
  readonly scenario: string;
  readonly nodes?: number;
  readonly speed?: number;
}

export interface DemoFault {
  readonly name: string;
  readonly says: string;
  readonly on: boolean;
}

/** A running demo cluster in a thread of this process. */
export interface RunningDemo {
  readonly context: string;
  /** Path of a kubeconfig with the admin of the demo; only this user may read it. */
  readonly kubeconfig: string;
  readonly scenario: string;
  faults(): readonly DemoFault[];
  /** Called from now on when one was switched. */
  onFaults(listener: () => void): void;
  setFault(name: string, on: boolean): void;
  close(): void;
}

type FromDemo =
  | {
      readonly type: 'ready';
      readonly context: string;
      readonly kubeconfig: string;
      readonly scenario: string;
      readonly faults: readonly DemoFault[];
    }
  | { readonly type: 'faults'; readonly faults: readonly DemoFault[] }
  | { readonly type: 'failed'; readonly says: string; readonly remedy: string };

/**
 * Starts the demo cluster beside the engine, in a thread of its own (docs/decisions): it is a real
 * HTTPS server, and the port reaches it through its kubeconfig like any other cluster.
 * @param script the bundle of electron/demo/worker.ts
 */
export function startDemoThread(script: string, choice: DemoChoice): Promise<Result<RunningDemo, OpenTrouble>> {
  const worker = new Worker(path.resolve(script), { workerData: choice });
  return new Promise((resolve) => {
    let faults: readonly DemoFault[] = [];
    let onFaults = (): void => undefined;
    worker.on('message', (message: FromDemo) => {
      if (message.type === 'failed') {
        resolve(failed({ says: message.says, remedy: message.remedy }));
      } else if (message.type === 'faults') {
        faults = message.faults;
        onFaults();
      } else {
        faults = message.faults;
        resolve(
          ok({
            context: message.context,
            kubeconfig: message.kubeconfig,
            scenario: message.scenario,
            faults: () => faults,
            onFaults: (listener) => {
              onFaults = listener;
            },
            setFault: (name, on) => worker.postMessage({ type: 'fault', name, on }),
            close: () => worker.postMessage({ type: 'close' }),
          }),
        );
      }
    });
    worker.on('error', (error) =>
      resolve(
        failed({ says: `the demo cluster did not start: ${error.message}`, remedy: 'Start again with --verbose; please report it.' }),
      ),
    );
  });
}
