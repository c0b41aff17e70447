import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { failed, ok, type Result } from '../../shared/model/result';
import type { Clock } from './clock';
import type { DirectEndpoint } from './cluster/directEndpoints';
import { type ClusterConfig, loadKubeconfig, selectContext } from './cluster/kubeconfig';
import { budgetOf, type LimitedPort, limited } from './cluster/limited';
import { createLivePort } from './cluster/live';

export interface ClusterChoice {
  readonly context?: string;
  readonly kubeconfig?: string;
  readonly endpoints?: readonly DirectEndpoint[];
  /** The service account of the pod we run in, whatever kubeconfigs there are. */
  readonly inCluster?: boolean;
  /** Requests a second on average; absent: the usual budget. */
  readonly requestsPerSecond?: number;
}

/** What could not be opened, and what to do. */
export interface OpenTrouble {
  readonly says: string;
  readonly remedy: string;
}

/** The port to the cluster that the choice and the environment name, with its budget before it. Contacts nobody. */
export function openCluster(choice: ClusterChoice, env: NodeJS.ProcessEnv, clock: Clock): Result<LimitedPort, OpenTrouble> {
  const selected = chosenContext(choice, env);
  if (!selected.ok) return selected;
  const live = createLivePort(selected.value, clock, { env, endpoints: choice.endpoints });
  return ok(limited(live, clock, choice.requestsPerSecond === undefined ? {} : { limits: budgetOf(choice.requestsPerSecond) }));
}

/** Which context the choice means, and the file it stands in. */
export function chosenContext(choice: ClusterChoice, env: NodeJS.ProcessEnv): Result<ClusterConfig, OpenTrouble> {
  const where = choice.inCluster
    ? { env: { ...env, KUBECONFIG: undefined } }
    : { kubeconfig: choice.kubeconfig, env, home: env['HOME'] ?? env['USERPROFILE'] };
  const loaded = loadKubeconfig(where);
  const selected = loaded.ok ? selectContext(loaded.value, choice.context) : loaded;
  if (selected.ok) return selected;
  const { message, remedy, file, line } = selected.error;
  const place = file === undefined || message.includes(file) ? '' : ` (${file}${line === undefined ? '' : `, line ${line}`})`;
  return failed({ says: `${message}${place}`, remedy });
}

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
export function startDemoThread(script: string, choice: DemoChoice, onFaults: () => void): Promise<Result<RunningDemo, OpenTrouble>> {
  const worker = new Worker(path.resolve(script), { workerData: choice });
  return new Promise((resolve) => {
    let faults: readonly DemoFault[] = [];
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
