import { failed, ok, type Result } from '../../shared/model/result';
import type { Clock } from './clock';
import type { DirectEndpoint } from './cluster/directEndpoints';
import { type ClusterConfig, loadKubeconfig, selectContext } from './cluster/kubeconfig';
import { budgetOf, type LimitedPort, limited } from './cluster/limited';
import { createLivePort } from './cluster/live';
import type { OpenTrouble } from './openTrouble';

export interface ClusterChoice {
  readonly context?: string;
  readonly kubeconfig?: string;
  readonly endpoints?: readonly DirectEndpoint[];
  /** The service account of the pod we run in, whatever kubeconfigs there are. */
  readonly inCluster?: boolean;
  /** Requests a second on average; absent: the usual budget. */
  readonly requestsPerSecond?: number;
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
