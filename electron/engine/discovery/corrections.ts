import { listenersOf } from '../../../shared/knowledge/listeners';
import { COMPONENT_KINDS, type ComponentKind, type Discovered, type Endpoint } from '../../../shared/model/component';
import { sameWay } from './program';
import type { Found, Scene } from './scene';
import { selects } from './selector';

/** What the user said, remembered for the cluster. Later ones win over earlier ones about the same Service. */
export type Correction =
  /** "This Service is my Prometheus." */
  | {
      readonly says: 'is';
      readonly namespace: string;
      readonly service: string;
      readonly port: string;
      readonly scheme: 'http' | 'https';
      readonly kind: ComponentKind;
      readonly basePath?: string;
    }
  /** "This is not one." Nothing behind this Service is taken for a component. */
  | { readonly says: 'is-not'; readonly namespace: string; readonly service: string }
  /** "My Prometheus is there": a direct endpoint, by its id. With `node`: that node's kubelet. */
  | {
      readonly says: 'at';
      readonly endpoint: string;
      readonly kind: ComponentKind;
      readonly flavour?: string;
      readonly name: string;
      readonly node?: string;
      readonly basePath?: string;
    };

/** The renderer's `correct` intent (shared/contract/engine.ts); undefined when its kind is none of ours. */
export function toCorrection(intent: {
  readonly namespace: string;
  readonly service: string;
  readonly port: string;
  readonly scheme: 'http' | 'https';
  readonly kind: string | null;
}): Correction | undefined {
  const { namespace, service, port, scheme } = intent;
  if (intent.kind === null) return { says: 'is-not', namespace, service };
  const kind = COMPONENT_KINDS.find((known) => known === intent.kind);
  return kind ? { says: 'is', namespace, service, port, scheme, kind } : undefined;
}

/** The list with one more correction: what was said before of the same Service or endpoint goes. */
export function remember(corrections: readonly Correction[], next: Correction): readonly Correction[] {
  return [...corrections.filter((known) => subjectOf(known) !== subjectOf(next)), next];
}

/** What a correction is about: of one subject there is one correction. */
export function subjectOf(correction: Correction): string {
  return correction.says === 'at' ? `direct ${correction.endpoint}` : `service ${correction.namespace}/${correction.service}`;
}

/** In a sentence for the settings. */
export function sayCorrection(correction: Correction): string {
  switch (correction.says) {
    case 'is':
      return `Service ${correction.namespace}/${correction.service} (${correction.scheme}, port ${correction.port}) is ${correction.kind}.`;
    case 'is-not':
      return `Nothing behind Service ${correction.namespace}/${correction.service} is taken for a component.`;
    case 'at':
      return `${correction.name} is reached at the direct URL "${correction.endpoint}".`;
  }
}

/** What was found, as the user corrects it. */
export function correct(found: readonly Found[], corrections: readonly Correction[], scene: Scene): readonly Found[] {
  return corrections.reduce<readonly Found[]>((known, correction) => applyOne(known, correction, scene), found);
}

function applyOne(found: readonly Found[], correction: Correction, scene: Scene): readonly Found[] {
  switch (correction.says) {
    case 'is':
      return applyIs(found, correction, scene);
    case 'is-not': {
      const behind = candidatesBehind(correction, scene);
      return found.filter((item) => item.candidate === undefined || !behind.has(item.candidate));
    }
    case 'at':
      return applyAt(found, correction);
  }
}

type Is = Extract<Correction, { says: 'is' }>;
type At = Extract<Correction, { says: 'at' }>;

/** The one already found there is kept under its id and its other ways in; another kind found there goes. */
function applyIs(found: readonly Found[], correction: Is, scene: Scene): readonly Found[] {
  const behind = candidatesBehind(correction, scene);
  const here = found.filter((item) => item.candidate !== undefined && behind.has(item.candidate));
  const same = here.find((item) => item.found.kind === correction.kind);
  const others = found.filter((item) => !here.includes(item));
  return [...others, same ? confirmed(same, correction) : declared(correction, behind, scene)];
}

function confirmed(item: Found, correction: Is): Found {
  const endpoints = endpointsGiven(correction, item.found.endpoints[0]?.basePath ?? '');
  const rest = item.found.endpoints.filter((known) => !endpoints.some((given) => sameWay(given, known)));
  return {
    ...item,
    found: {
      ...item.found,
      endpoints: [...endpoints, ...rest],
      confidence: 'corrected',
      because: [youSaid(correction), ...item.found.because],
    },
  };
}

function declared(correction: Is, behind: ReadonlySet<string>, scene: Scene): Found {
  const { namespace, service, kind } = correction;
  const candidates = scene.candidates.filter((candidate) => behind.has(candidate.key));
  const only = candidates.length === 1 ? candidates[0] : undefined;
  return {
    baseCard: kind === 'cadvisor' ? 'cadvisor-standalone' : kind === 'app' ? 'applications' : kind,
    instance: { name: `${namespace}/${service}`, rank: 0, createdMs: only?.createdMs ?? 0 },
    ...(only ? { candidate: only.key } : {}),
    found: {
      id: `${kind}/${namespace}/${service}`,
      kind,
      name: service,
      namespace,
      ...(only?.workload ? { workload: only.workload } : {}),
      pods: candidates.flatMap((candidate) => candidate.pods.map((pod) => pod.name)),
      args: [],
      endpoints: endpointsGiven(correction, ''),
      confidence: 'corrected',
      because: [youSaid(correction)],
    },
  };
}

function endpointsGiven(correction: Is, basePath: string): readonly Endpoint[] {
  const { namespace, service, scheme, port } = correction;
  const purposes = listenersOf(correction.kind)[0]?.purposes ?? (['metrics'] as const);
  const route = { via: 'service-proxy' as const, namespace, service, scheme, port };
  return purposes.map((purpose) => ({ purpose, route, basePath: correction.basePath ?? basePath }));
}

function youSaid(correction: Is): string {
  return `You said that Service ${correction.namespace}/${correction.service} is ${correction.kind}.`;
}

function candidatesBehind(correction: { readonly namespace: string; readonly service: string }, scene: Scene): ReadonlySet<string> {
  const service = scene.servicesIn(correction.namespace).find((known) => known.name === correction.service);
  if (!service) return new Set();
  const behind = scene.candidatesIn(correction.namespace).filter((candidate) => selects(service.selector, candidate.labels));
  return new Set(behind.map((candidate) => candidate.key));
}

/** A kubelet keeps its id and gets a way in before its others; anything else is a component of its own. */
function applyAt(found: readonly Found[], correction: At): readonly Found[] {
  const purposes =
    correction.kind === 'kubelet'
      ? (['metrics', 'api', 'health'] as const)
      : (listenersOf(correction.kind)[0]?.purposes ?? ['metrics' as const]);
  const route = { via: 'direct' as const, endpoint: correction.endpoint };
  const endpoints = purposes.map((purpose) => ({ purpose, route, basePath: correction.basePath ?? '' }));
  const because = `You gave the direct endpoint "${correction.endpoint}" for it.`;
  const at = found.find((item) => item.found.kind === correction.kind && isAt(item.found, correction));
  if (!at) return [...found, directOf(correction, endpoints, because)];
  const changed: Found = {
    ...at,
    found: { ...at.found, endpoints: [...endpoints, ...at.found.endpoints], because: [because, ...at.found.because] },
  };
  return found.map((item) => (item === at ? changed : item));
}

function isAt(item: Found['found'], correction: At): boolean {
  return correction.node !== undefined ? item.node === correction.node : `${item.namespace ?? ''}/${item.name}` === correction.name;
}

function directOf(correction: At, endpoints: Discovered['endpoints'], because: string): Found {
  return {
    baseCard: correction.kind,
    instance: { name: `direct/${correction.endpoint}`, rank: 0, createdMs: 0 },
    found: {
      id: `${correction.kind}/direct/${correction.endpoint}`,
      kind: correction.kind,
      ...(correction.flavour ? { flavour: correction.flavour } : {}),
      name: correction.name,
      ...(correction.node ? { node: correction.node } : {}),
      pods: [],
      args: [],
      endpoints,
      confidence: 'corrected',
      because: [because],
    },
  };
}
