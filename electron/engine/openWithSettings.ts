import path from 'node:path';
import type { EngineOptions } from '../../shared/contract/control';
import { ok, type Result } from '../../shared/model/result';
import type { Clock } from './clock';
import type { DirectEndpoint } from './cluster/directEndpoints';
import type { LimitedPort } from './cluster/limited';
import type { RunningDemo } from './demoThread';
import { endpointsFromFile, endpointsFromSettings } from './givenEndpoints';
import { chosenContext, openCluster } from './openCluster';
import type { OpenTrouble } from './openTrouble';

export interface OpenedWithSettings {
  readonly port: LimitedPort;
  readonly endpoints: readonly DirectEndpoint[];
  /** Which context it is, for what is remembered of it. */
  readonly cluster: { readonly context: string; readonly file: string; readonly server: string };
}

/** The port that the window's options name, with proxy, CA, budget and direct URLs of the settings. Contacts nobody. */
export function openWithSettings(
  options: EngineOptions,
  demo: Pick<RunningDemo, 'context' | 'kubeconfig'> | undefined,
  processEnv: NodeJS.ProcessEnv,
  clock: Clock,
): Result<OpenedWithSettings, OpenTrouble> {
  const env = environmentFor(options, processEnv);
  // Read by systemRoots, once, before the first connection.
  if (options.caFile !== undefined) processEnv['SSL_CERT_FILE'] = options.caFile;
  const choice = demo
    ? { kubeconfig: demo.kubeconfig, context: demo.context }
    : { kubeconfig: options.kubeconfig, context: options.context, inCluster: options.inCluster };
  const context = chosenContext(choice, env);
  if (!context.ok) return context;
  const endpoints = allEndpoints(options, context.value.context);
  if (!endpoints.ok) return endpoints;
  const { requestsPerSecond } = options;
  const port = openCluster({ ...choice, endpoints: endpoints.value, requestsPerSecond }, env, clock);
  if (!port.ok) return port;
  const cluster = { context: context.value.context, file: context.value.file, server: port.value.cluster.server };
  return ok({ port: port.value, endpoints: endpoints.value, cluster });
}

/** The settings' proxy stands in for the environment's, for the exec plugins too. */
function environmentFor({ proxy, caFile }: EngineOptions, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const certificates = caFile === undefined ? {} : { SSL_CERT_FILE: caFile };
  if (proxy === undefined) return { ...env, ...certificates };
  return { ...env, ...certificates, HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url, NO_PROXY: proxy.except };
}

function allEndpoints(options: EngineOptions, context: string): Result<readonly DirectEndpoint[], OpenTrouble> {
  const own = endpointsFromSettings(options.endpoints ?? [], context);
  if (!own.ok) return own;
  const written = endpointsFromFile(path.join(options.settingsDir, 'endpoints.yaml'), context, true);
  return written.ok ? ok([...own.value, ...written.value]) : written;
}
