import type { EngineOptions } from '../../../shared/contract/control';
import type { DirectUrl } from '../../../shared/contract/settings';
import { historyFolder } from '../settings/historyFolder';
import type { Settings } from '../settings/model';
import type { ClusterChoice } from '../startOptions';

export interface OptionParts {
  readonly settings: Settings;
  readonly settingsDir: string;
  readonly verbose: boolean;
  /** Of a direct URL, by its id. */
  readonly secretOf: (id: string) => string | undefined;
}

/** What the engine is started with for a cluster: the choice, and the settings that reach it. */
export function engineOptions(cluster: ClusterChoice, parts: OptionParts): EngineOptions {
  const { settings, settingsDir, verbose } = parts;
  const { proxy, noProxy, caFile, refresh, requestsPerSecond } = settings;
  const common = {
    settingsDir,
    verbose,
    requestsPerSecond,
    refresh,
    endpoints: settings.directUrls.flatMap((direct) => {
      const endpoint = endpointOf(direct, parts.secretOf(direct.id));
      return endpoint === undefined ? [] : [endpoint];
    }),
    ...(proxy === '' ? {} : { proxy: { url: proxy, except: noProxy } }),
    ...(caFile === '' ? {} : { caFile }),
    ...(settings.keepHistory ? { historyDir: historyFolder(settingsDir) } : {}),
  };
  if (cluster.kind === 'demo') {
    return { ...common, demo: { scenario: cluster.scenario, nodes: cluster.nodes, speed: cluster.speed } };
  }
  if (cluster.kind === 'recording') return { settingsDir, verbose, recording: cluster.file };
  return { ...common, context: cluster.context, kubeconfig: cluster.kubeconfig, inCluster: cluster.inCluster };
}

/** Undefined when its secret is not there: asking without it would only be refused. */
export function endpointOf(direct: DirectUrl, secret: string | undefined): Record<string, unknown> | undefined {
  const { login, ...rest } = direct;
  switch (login.kind) {
    case 'basic':
      return secret === undefined ? undefined : { ...rest, authorization: { kind: 'basic', username: login.username, password: secret } };
    case 'bearer':
      return secret === undefined ? undefined : { ...rest, authorization: { kind: 'bearer', token: secret } };
    default:
      return { ...rest, authorization: login };
  }
}

/** Direct URLs that cannot be asked until their password or token is entered again. */
export function withoutSecret(settings: Settings, secretOf: OptionParts['secretOf']): readonly DirectUrl[] {
  return settings.directUrls.filter((direct) => endpointOf(direct, secretOf(direct.id)) === undefined);
}
