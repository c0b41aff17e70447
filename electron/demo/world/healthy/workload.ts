import type { Behaviour, WorldContainer, WorldWorkload } from '../world';

export const MI = 1024 * 1024;

/** A behaviour with a steady part and a wave; memory in MiB. */
export function load(cpuBase: number, cpuWave: number, memoryMi: number, memoryWaveMi: number, more: Partial<Behaviour> = {}): Behaviour {
  return {
    cpuBaseCores: cpuBase,
    cpuAmplitudeCores: cpuWave,
    memoryBaseBytes: memoryMi * MI,
    memoryAmplitudeBytes: memoryWaveMi * MI,
    ...more,
  };
}

export function container(
  given: Pick<WorldContainer, 'name' | 'image' | 'behaviour'> & Partial<Omit<WorldContainer, 'name' | 'image' | 'behaviour'>>,
): WorldContainer {
  return { args: [], ports: [], requests: {}, limits: {}, ...given };
}

type Given = Pick<WorldWorkload, 'namespace' | 'name' | 'podLabels' | 'containers'> &
  Partial<Omit<WorldWorkload, 'namespace' | 'name' | 'podLabels' | 'containers'>>;

/** A Deployment of one replica with the pods' labels as its own, unless said otherwise. */
export function workload(given: Given): WorldWorkload {
  return {
    kind: 'Deployment',
    labels: given.podLabels,
    podAnnotations: {},
    replicas: 1,
    hostNetwork: false,
    serviceAccount: 'default',
    ready: true,
    ...given,
  };
}

export function httpProbe(path: string, port: string, more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  const { scheme = 'HTTP', ...timing } = more;
  return { httpGet: { path, port, scheme }, timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3, ...timing };
}

/** A chart's way to restart pods when the configuration they were started with changes. */
export const CONFIG_CHECKSUM = 'checksum/config';
