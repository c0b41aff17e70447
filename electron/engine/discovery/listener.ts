import type { ListenerRule } from '../../../shared/knowledge/listeners';
import type { Purpose } from '../../../shared/model/component';
import type { ContainerObject } from '../../../shared/model/inventory';
import { type CommandLine, parseCommandLine } from './commandLine';

/** A port of a pod where something answers. */
export interface Listener {
  readonly purposes: readonly Purpose[];
  /** Container port. */
  readonly port: number;
  /** Schemes to try, likelier first. */
  readonly schemes: readonly ('http' | 'https')[];
  readonly basePath: string;
  readonly path?: string;
}

interface Address {
  readonly host?: string;
  readonly port?: number;
}

/** Where a rule's listener stands in this container, or in front of it; undefined: only on its pod's loopback. */
export function locateListener(
  rule: ListenerRule,
  container: ContainerObject,
  line: CommandLine,
  siblings: readonly ContainerObject[],
): Listener | undefined {
  const address = addressOf(rule, line);
  const port = address.port ?? declaredPort(rule, container) ?? rule.port;
  const basePath = basePathOf(rule, line);
  if (isLoopback(address.host)) {
    const front = frontOf(port, container, siblings);
    return front === undefined ? undefined : { purposes: rule.purposes, port: front, schemes: ['https'], basePath };
  }
  return { purposes: rule.purposes, port, schemes: schemesOf(rule, container, line, port), basePath };
}

/** Number of a port given as number or as the name of a container's port. */
export function portNumber(containers: readonly ContainerObject[], port: string): number | undefined {
  if (/^\d+$/.test(port)) return Number(port);
  for (const container of containers) {
    const named = container.ports.find((declared) => declared.name === port);
    if (named) return named.containerPort;
  }
  return undefined;
}

function addressOf(rule: ListenerRule, line: CommandLine): Address {
  const value = rule.addressFlags.map((flag) => line.flags.get(flag)).find((given) => given !== undefined);
  const host = rule.hostFlags.map((flag) => line.flags.get(flag)).find((given) => given !== undefined);
  const match = /^(?:(.*):)?(\d+)$/.exec(value ?? '');
  const inAddress = match?.[1] === '' ? undefined : match?.[1];
  return { ...(inAddress || host ? { host: inAddress ?? host ?? '' } : {}), ...(match?.[2] ? { port: Number(match[2]) } : {}) };
}

function isLoopback(host: string | undefined): boolean {
  return host !== undefined && /^(127\.|localhost$|\[?::1\]?$)/.test(host);
}

function declaredPort(rule: ListenerRule, container: ContainerObject): number | undefined {
  const tcp = container.ports.filter((port) => port.protocol !== 'UDP');
  const usual = tcp.find((port) => port.containerPort === rule.port);
  if (usual) return usual.containerPort;
  for (const name of rule.portNames) {
    const named = tcp.find((port) => port.name === name);
    if (named) return named.containerPort;
  }
  // One declared port is the one, unless it is for something else by its purpose (telemetry beside metrics).
  return tcp.length === 1 && rule.purposes[0] !== 'telemetry' ? tcp[0]?.containerPort : undefined;
}

/** A kube-rbac-proxy in the same pod that passes on to this port: its own port. */
function frontOf(port: number, container: ContainerObject, siblings: readonly ContainerObject[]): number | undefined {
  for (const sibling of siblings) {
    if (sibling.name === container.name) continue;
    const line = parseCommandLine(sibling.command, sibling.args);
    const upstream = line.flags.get('upstream');
    const listen = /:(\d+)$/.exec(line.flags.get('secure-listen-address') ?? '');
    if (upstream && new RegExp(`:${port}(/|$)`).test(upstream) && listen?.[1]) return Number(listen[1]);
  }
  return undefined;
}

/** A probe tells the scheme for sure. Without one a TLS flag makes https likelier, but not certain. */
function schemesOf(rule: ListenerRule, container: ContainerObject, line: CommandLine, port: number): Listener['schemes'] {
  const probe = container.probes?.find((known) => portNumber([container], known.port) === port);
  if (probe) return [probe.scheme.toLowerCase() === 'https' ? 'https' : 'http'];
  if (rule.scheme === 'https') return ['https'];
  const flag = rule.tlsFlags.find((name) => line.flags.has(name) && line.flags.get(name) !== 'false');
  if (flag) return ['https', 'http'];
  const name = container.ports.find((declared) => declared.containerPort === port)?.name ?? '';
  return name.startsWith('https') ? ['https'] : ['http'];
}

/** --web.route-prefix, else the path of --web.external-url (prometheus docs/command-line: the prefix defaults to it). */
function basePathOf(rule: ListenerRule, line: CommandLine): string {
  for (const flag of rule.prefixFlags) {
    const value = line.flags.get(flag);
    if (value === undefined || value === '') continue;
    const path = /^[a-z]+:\/\//.test(value) ? value.replace(/^[a-z]+:\/\/[^/]*/, '') : value;
    return trimPath(path);
  }
  return rule.prefix;
}

function trimPath(path: string): string {
  const inner = path.replace(/^\/+|\/+$/g, '');
  return inner === '' ? '' : `/${inner}`;
}
