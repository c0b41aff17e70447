import type { DoctorSheet } from '../../../shared/contract/doctors';
import { isKsmChangeFamily, ksmChanges } from '../../../shared/doctors/ksmFreshness';
import { KSM_RESOURCES } from '../../../shared/doctors/ksmResources';
import type { KsmObjects, KsmScene, KsmSize, KsmTelemetry } from '../../../shared/doctors/ksmScene';
import { ksmSheet } from '../../../shared/doctors/ksmSheet';
import { emptySheet } from '../../../shared/doctors/sheet';
import type { ReadExposition } from '../../../shared/exposition/exposition';
import type { Discovered } from '../../../shared/model/component';
import { parseCommandLine } from '../discovery/commandLine';
import { ofKind } from '../probers/byKind';
import { isKsmFacts, type KsmFacts } from '../probers/kube-state-metrics/facts';
import { Expositions } from '../session/expositions';
import { metricsApiOf } from './metricsServer';
import { apiObjects } from './objectCounts';
import type { DoctorParts, DoctorSession } from './parts';

export async function examineKsm(parts: DoctorParts, subject: string | undefined, signal: AbortSignal): Promise<DoctorSheet> {
  const { session } = parts;
  const all = ofKind(session.discovered, 'kube-state-metrics');
  const found = all.find(({ id }) => id === subject) ?? all[0];
  if (found === undefined)
    return emptySheet(
      'absent',
      'No kube-state-metrics was found.',
      'Without it Prometheus knows nothing of objects: phases, requests, replicas. It is one Deployment (kubernetes/kube-state-metrics, examples/standard).',
    );
  return ksmSheet(await sceneOf(found, all, parts, signal));
}

const nameOf = (found: Discovered): string => [found.namespace, found.name].filter(Boolean).join('/');

async function sceneOf(found: Discovered, all: readonly Discovered[], parts: DoctorParts, signal: AbortSignal): Promise<KsmScene> {
  const { session } = parts;
  const look = session.looks.get(found.id);
  const facts = isKsmFacts(look?.facts) ? look.facts : undefined;
  const { flags } = parseCommandLine([], found.args);
  const { connection } = session;
  const telemetry = telemetryOf(facts?.telemetry);
  const version = (facts?.telemetry?.state === 'ok' ? facts.telemetry.value.version : undefined) ?? found.version;
  const head = {
    choices: all.map((each) => ({ id: each.id, words: nameOf(each) })),
    chosen: found.id,
    name: nameOf(found),
    flags,
    telemetry,
    atMs: (facts?.metrics?.atMs ?? 0) + session.clockOffsetMs,
    ...(version === undefined ? {} : { version }),
    ...(connection.state === 'up' && connection.serverVersion !== undefined ? { serverVersion: connection.serverVersion } : {}),
  };
  const read = expositionOf(facts?.metrics, session);
  if (typeof read === 'string')
    return { ...head, because: read, families: new Map(), resources: [], changes: [], size: sizeOf(found, 0, session) };
  const { exposition, answerId } = read;
  const counts = exposition.counts();
  const families = new Map([...[...exposition.families.keys()].map((name) => [name, 0] as const), ...counts]);
  return {
    ...head,
    families,
    resources: await resourcesOf(found, exposition, parts, signal),
    changes: ksmChanges(exposition.samplesNamed(isKsmChangeFamily), session.inventory, head.atMs),
    size: sizeOf(found, exposition.sampleCount, session),
    proof: { answerId, owner: { card: found.card, member: found.id } },
  };
}

function expositionOf(
  seen: KsmFacts['metrics'],
  session: DoctorSession,
): { readonly exposition: ReadExposition; readonly answerId: string } | string {
  if (seen === undefined) return 'no way to its metrics is known, or it was not looked at yet';
  if (seen.state !== 'ok') return seen.because;
  const kept = seen.answerId === undefined ? undefined : session.answers.get(seen.answerId);
  const read = kept && new Expositions(session.readings).of(kept);
  return kept !== undefined && read?.ok === true ? { exposition: read.value, answerId: kept.id } : 'its last answer is not kept any more';
}

function telemetryOf(seen: KsmFacts['telemetry']): KsmTelemetry | string {
  if (seen === undefined) return 'no way to its telemetry port is known';
  if (seen.state !== 'ok') return seen.because;
  const { shard = 0, totalShards = 1, lists, watches } = seen.value;
  return { shard, totalShards: Math.max(1, totalShards), lists, watches };
}

async function resourcesOf(
  found: Discovered,
  exposition: ReadExposition,
  parts: DoctorParts,
  signal: AbortSignal,
): Promise<readonly KsmObjects[]> {
  const there = await apiObjects(parts, signal);
  const exposed = exposedNames(exposition);
  return Promise.all(
    KSM_RESOURCES.map(async (of): Promise<KsmObjects> => {
      const api = there.get(of.resource) ?? { kind: 'unseen' as const, because: 'not asked' };
      const names = exposed.get(of.family) ?? new Set<string>();
      const base = { of, api, exposed: names };
      const isMissing = names.size === 0 && (api.kind === 'count' ? api.count > 0 : api.kind === 'objects' && api.objects.length > 0);
      const account = isMissing ? accountOf(found, parts.session) : undefined;
      if (account === undefined) return base;
      const { state, because } = await parts.access.answerFor(account, { verb: 'list', group: of.group, resource: of.resource }, signal);
      return { ...base, mayList: { state, because } };
    }),
  );
}

/** "NS/NAME" of each object, by the family that has one sample for each. */
function exposedNames(exposition: ReadExposition): ReadonlyMap<string, Set<string>> {
  const byFamily = new Map(KSM_RESOURCES.map((of) => [of.family, of]));
  const names = new Map<string, Set<string>>();
  for (const { name: family, labels } of exposition.samplesNamed((name) => byFamily.has(name))) {
    const of = byFamily.get(family);
    if (of === undefined) continue;
    const name = labels[of.label] ?? '';
    const known = names.get(family) ?? new Set();
    known.add(of.namespaced ? `${labels['namespace'] ?? ''}/${name}` : name);
    names.set(family, known);
  }
  return names;
}

function accountOf(found: Discovered, { inventory }: DoctorSession) {
  const pod = inventory.pods.find(({ namespace, name }) => namespace === found.namespace && found.pods.includes(name));
  if (pod === undefined) return undefined;
  return { kind: 'ServiceAccount', namespace: pod.namespace ?? '', name: pod.serviceAccount ?? 'default' } as const;
}

function sizeOf(found: Discovered, series: number, session: DoctorSession): KsmSize {
  const { inventory } = session;
  const pod = inventory.pods.find(({ namespace, name }) => namespace === found.namespace && found.pods.includes(name));
  const container = pod?.containers.find(({ name }) => name === found.container) ?? pod?.containers[0];
  const served = metricsApiOf(session)?.pods;
  const usage =
    served?.state === 'ok' ? served.value.find(({ namespace, name }) => namespace === pod?.namespace && name === pod?.name) : undefined;
  const { requests = {}, limits = {} } = container ?? {};
  return {
    nodes: inventory.nodes.length,
    pods: inventory.pods.length,
    series,
    requests,
    limits,
    ...(usage === undefined ? {} : { usage }),
  };
}
