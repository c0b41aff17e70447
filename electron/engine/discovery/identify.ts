import { listenersOf } from '../../../shared/knowledge/listeners';
import type { Discovered, Endpoint } from '../../../shared/model/component';
import type { Inventory } from '../../../shared/model/inventory';
import type { Candidate } from './candidate';
import { type Answers, type IdentificationRequest, identificationKey, type Question } from './identification';
import { identityOf } from './identity';
import { locateListener } from './listener';
import type { Match } from './match';
import { endpointsFor } from './reach';
import { type Scene, sceneOf } from './scene';

/** Suspects have to answer for themselves; so many at most, so that a cluster full of look-alikes costs no flood. */
const SUSPECTS_ASKED = 20;

const PATHS: Readonly<Record<Question, { readonly path: string; readonly maxBytes: number }>> = {
  buildinfo: { path: '/api/v1/status/buildinfo', maxBytes: 64 * 1024 },
  flags: { path: '/api/v1/status/flags', maxBytes: 256 * 1024 },
  metrics: { path: '/metrics', maxBytes: 8 * 1024 * 1024 },
};

/**
 * What is still to be asked so that things are taken for what they are: at most one question for each
 * Prometheus (or what looks like one) and each suspect, best way in first. Empty when all is answered.
 * Ask, keep the answers under their keys (ask.ts does), discover again, call again.
 */
export function candidatesToAsk(
  discovered: readonly Discovered[],
  answers: Answers,
  inventory: Inventory,
): readonly IdentificationRequest[] {
  const scene = sceneOf(inventory, answers);
  const found = firstByCandidate(discovered);
  const asked: IdentificationRequest[] = [];
  let suspects = 0;
  for (const candidate of scene.candidates) {
    const match = scene.matches.get(candidate.key);
    if (!match) continue;
    const known = found.get(candidate.key);
    if (known ? known.kind !== 'prometheus' : match.strength !== 'suspect') continue;
    if (!known && ++suspects > SUSPECTS_ASKED) continue;
    const request = nextQuestion(candidate, match, known, scene);
    if (request) asked.push(request);
  }
  return asked;
}

/** Replicas of one workload are asked once, through the first of them. */
function firstByCandidate(discovered: readonly Discovered[]): ReadonlyMap<string, Discovered> {
  const first = new Map<string, Discovered>();
  for (const item of discovered) {
    const key = candidateKey(item);
    if (!first.has(key)) first.set(key, item);
  }
  return first;
}

/** The key of the candidate a Discovered was made from. */
function candidateKey(item: Discovered): string {
  const { workload } = item;
  if (workload) return `${workload.kind}/${workload.namespace}/${workload.name}`;
  return `Pod/${item.namespace ?? ''}/${item.pods[0] ?? item.name}`;
}

function nextQuestion(candidate: Candidate, match: Match, known: Discovered | undefined, scene: Scene): IdentificationRequest | undefined {
  const identity = identityOf(candidate.key, match.signature.kind, scene.answers);
  if (identity.state !== 'open') return undefined;
  const endpoints = known ? known.endpoints : endpointsOfSuspect(candidate, match, scene);
  const purpose = identity.next === 'metrics' ? 'metrics' : 'api';
  const way = endpoints.find((endpoint) => endpoint.purpose === purpose) ?? endpoints[0];
  if (!way) return undefined;
  const { path, maxBytes } = PATHS[identity.next];
  return {
    key: identificationKey(candidate.key, identity.next),
    about: candidate.key,
    question: identity.next,
    route: way.route,
    path: `${way.basePath}${path}`,
    maxBytes,
  };
}

function endpointsOfSuspect(candidate: Candidate, match: Match, scene: Scene): readonly Endpoint[] {
  const rules = listenersOf(match.signature.kind, match.signature.flavour);
  const listeners = rules.flatMap((rule) => {
    const listener = locateListener(rule, match.container, match.line, candidate.containers);
    return listener ? [listener] : [];
  });
  return endpointsFor(candidate, listeners, scene);
}
