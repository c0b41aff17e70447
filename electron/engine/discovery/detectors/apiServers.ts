import { ADAPTER_SIGNATURES } from '../../../../shared/knowledge/adapterSignatures';
import { EXPORTER_SIGNATURES } from '../../../../shared/knowledge/exporterSignatures';
import type { ComponentKind, Endpoint } from '../../../../shared/model/component';
import type { ContainerObject } from '../../../../shared/model/inventory';
import type { Candidate } from '../candidate';
import { matchCandidate } from '../match';
import { foundOf, type Program } from '../program';
import type { Detector, Scene } from '../scene';
import type { ApiServer } from '../servedApis';

/** What may stand behind a metrics API. */
const SERVERS = [...EXPORTER_SIGNATURES.filter((signature) => signature.kind === 'metrics-server'), ...ADAPTER_SIGNATURES];
const SERVER_KINDS: ReadonlySet<ComponentKind> = new Set(SERVERS.map((signature) => signature.kind));

/**
 * metrics-server and the adapters: whoever APIService.spec.service leads to, whatever its name, and
 * those that run without being registered. What it is by image decides prometheus-adapter or another;
 * what serves metrics.k8s.io and is no known adapter stands on the card of metrics-server.
 */
export const detectApiServers: Detector = (scene) =>
  [...registered(scene), ...unregistered(scene)].flatMap((program) => foundOf(program, scene));

function registered(scene: Scene): readonly Program[] {
  const served = new Map<string, Served>();
  for (const api of scene.apis) {
    for (const server of api.servers) {
      const known = served.get(server.candidate.key) ?? { candidate: server.candidate, groups: [], servers: [] };
      served.set(server.candidate.key, { ...known, groups: [...known.groups, api.group], servers: [...known.servers, server] });
    }
  }
  return [...served.values()].map(serverOf);
}

interface Served {
  readonly candidate: Candidate;
  readonly groups: readonly string[];
  readonly servers: readonly ApiServer[];
}

function serverOf({ candidate, groups, servers }: Served): Program {
  const match = matchCandidate(candidate, SERVERS);
  const kind = match?.signature.kind ?? (groups.includes('metrics.k8s.io') ? 'metrics-server' : 'external-adapter');
  const container = match?.container ?? servingContainer(candidate.containers);
  return {
    kind,
    ...(match?.signature.flavour ? { flavour: match.signature.flavour } : {}),
    name: candidate.name,
    baseCard: kind,
    candidate,
    ...(container ? { container } : {}),
    confidence: 'proven',
    because: [
      ...servers.map((server) => server.because),
      ...(match?.because ?? ['Its image and arguments are of no server that is known.']),
    ],
    serves: groups,
    ways: waysOf(servers),
    rank: 0,
    answers: 'all',
  };
}

/** Several registrations of one Service are one way in. */
function waysOf(servers: readonly ApiServer[]): readonly Endpoint[] {
  const routes = new Map(servers.map(({ route }) => [`${route.service}:${route.port}`, route]));
  return [...routes.values()].flatMap((route) => (['metrics', 'health'] as const).map((purpose) => ({ purpose, route, basePath: '' })));
}

/** The container that most likely serves: one with a port named https, else the first. */
function servingContainer(containers: readonly ContainerObject[]): ContainerObject | undefined {
  return containers.find((container) => container.ports.some((port) => port.name === 'https')) ?? containers[0];
}

function unregistered(scene: Scene): readonly Program[] {
  const behind = new Set(scene.apis.flatMap((api) => api.servers.map((server) => server.candidate.key)));
  return scene.candidates.flatMap((candidate) => {
    const match = scene.matches.get(candidate.key);
    if (match?.strength !== 'found' || behind.has(candidate.key) || !SERVER_KINDS.has(match.signature.kind)) return [];
    // The cluster agent of Datadog runs in clusters where nobody uses it as an adapter.
    if (match.signature.kind === 'external-adapter') return [];
    return [
      {
        kind: match.signature.kind,
        name: candidate.name,
        baseCard: match.signature.kind,
        candidate,
        container: match.container,
        confidence: 'likely' as const,
        because: [...match.because, 'No APIService points to it.'],
        serves: [],
        rank: 1,
        answers: 'all' as const,
      },
    ];
  });
}
