import { type Clock, systemClock } from '../../electron/engine/clock';
import type { DirectEndpoint } from '../../electron/engine/cluster/directEndpoints';
import type { ClusterPort } from '../../electron/engine/cluster/port';
import { correctionsFor } from '../../electron/engine/givenEndpoints';
import { type Looking, lookAtCluster } from '../../electron/engine/lookAtCluster';
import { openCluster } from '../../electron/engine/openCluster';

/** A cluster and what looks at it. Not started: looking begins with `session.start()`. */
export interface LookedAt extends Looking {
  readonly port: ClusterPort;
}

/** The kubeconfig's current cluster, as the program looks at it. */
export function lookAt(
  kubeconfig: string,
  clock: Clock = systemClock,
  onChange: (looking: Looking) => void = () => undefined,
  endpoints: readonly DirectEndpoint[] = [],
  through: (port: ClusterPort) => ClusterPort = (port) => port,
): LookedAt {
  const opened = openCluster({ kubeconfig, endpoints }, process.env, clock);
  if (!opened.ok) throw new Error(opened.error.says);
  const port = through(opened.value);
  const looking: Looking = lookAtCluster(
    port,
    clock,
    () => correctionsFor(endpoints),
    () => onChange(looking),
  );
  return { ...looking, port };
}
