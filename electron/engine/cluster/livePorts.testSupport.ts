import { systemClock } from '../clock';
import type { ClusterConfig } from './kubeconfig';
import type { ClusterFields, UserFields } from './kubeconfigFile';
import { createLivePort, type LivePort, type LivePortOptions } from './live';
import type { PhaseTimeouts } from './port';

/** Long enough for loopback on a busy machine, short enough for a test to wait for. */
export const SHORT: PhaseTimeouts = { connect: 300, tls: 300, firstByte: 300, body: 300 };
/** Where no timeout is meant. */
export const PATIENT: PhaseTimeouts = { connect: 10_000, tls: 10_000, firstByte: 10_000, body: 10_000 };

export const NEVER = new AbortController().signal;

export function configFor(
  server: string,
  ca: string | undefined,
  user: Partial<UserFields> = {},
  cluster: Partial<ClusterFields> = {},
): ClusterConfig {
  const caData = ca === undefined ? undefined : Buffer.from(ca).toString('base64');
  return {
    context: 'test',
    file: '/tmp/kubeconfig',
    files: ['/tmp/kubeconfig'],
    cluster: {
      name: 'test-cluster',
      file: '/tmp/kubeconfig',
      server,
      fields: { server, 'certificate-authority-data': caData, ...cluster },
    },
    user: { name: 'test-user', file: '/tmp/kubeconfig', fields: user },
  };
}

export function portFor(config: ClusterConfig, options: Partial<LivePortOptions> = {}): LivePort {
  return createLivePort(config, systemClock, { env: {}, timeouts: PATIENT, ...options });
}
