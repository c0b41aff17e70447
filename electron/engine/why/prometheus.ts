import { z } from 'zod';
import type { Seen, WhyQuestion, WhyScene, WhyTargets } from '../../../shared/analysis/why/scene';
import { addressedService } from '../../../shared/diagnosis/select/serviceAddress';
import type { Discovered } from '../../../shared/model/component';
import type { ServiceObject } from '../../../shared/model/inventory';
import { podsOf } from '../../../shared/model/objectsOf';
import { failed, ok, type Result } from '../../../shared/model/result';
import { parseDuration } from '../../../shared/relabel/duration';
import type { AskTrouble } from '../charts/askTrouble';
import { type HistorySource, historySources } from '../charts/sources';
import { saysTenant } from '../charts/tenant';
import type { ClusterPort } from '../cluster/port';
import { parseCommandLine } from '../discovery/commandLine';
import { selects } from '../discovery/selector';
import { type GapSource, gapSource, heeding } from '../gaps/source';
import { readConfig } from './configYaml';
import type { WhySession } from './sources';

type OfPrometheus = Pick<
  WhyScene,
  'prometheus' | 'jobs' | 'targets' | 'remoteWrites' | 'recorded' | 'stored' | 'lately' | 'lookbackMs' | 'ofOneTenant'
>;

const HOUR_MS = 3_600_000;
/** Series shown of those with other labels. */
const EXAMPLES = 5;

/** A Prometheus and the way to it, or why there is none. */
export interface AskedPrometheus {
  readonly name?: string;
  readonly source: Result<GapSource, string>;
  /** It may keep series of several tenants, and shows those of one. */
  readonly ofOneTenant?: true;
}

/** Every Prometheus that keeps samples, those that answer first. */
export function askedPrometheuses(session: WhySession, port: Pick<ClusterPort, 'send'>): readonly AskedPrometheus[] {
  return historySources(session.discovered, session.looks).map((source) => askedAt(source, session, port));
}

function askedAt({ found, endpoint, says }: HistorySource, session: WhySession, port: Pick<ClusterPort, 'send'>): AskedPrometheus {
  const name = [found.namespace, found.name].filter(Boolean).join('/');
  if (endpoint === undefined || says !== undefined) return { name, source: failed(saysTenant(says ?? 'no way to its API is known')) };
  const tenants = found.flavour === 'mimir' || found.flavour === 'cortex' ? { ofOneTenant: true as const } : {};
  return { name, source: ok(gapSource(port, endpoint, name, session.clockOffsetMs)), ...tenants };
}

/** The first Prometheus that answers. */
export function askedPrometheus(session: WhySession, port: Pick<ClusterPort, 'send'>): AskedPrometheus {
  return askedPrometheuses(session, port)[0] ?? { source: failed('no Prometheus was found') };
}

/** The one that this adapter asks (`--prometheus-url`), where that is a Service of a Prometheus that was found; else the first that answers. */
export function prometheusOfAdapter(session: WhySession, port: Pick<ClusterPort, 'send'>, adapter: Discovered): AskedPrometheus {
  const url = parseCommandLine([], adapter.args).flags.get('prometheus-url');
  const address = url === undefined ? undefined : addressedService(url, adapter.namespace ?? 'default');
  const { services } = session.inventory;
  const service = services.find(({ namespace, name }) => namespace === address?.namespace && name === address?.name);
  const own = service && historySources(session.discovered, session.looks).find(({ found }) => standsBehind(service, found, session));
  return own === undefined ? askedPrometheus(session, port) : askedAt(own, session, port);
}

function standsBehind({ namespace, selector }: ServiceObject, found: Discovered, { inventory }: WhySession): boolean {
  return found.namespace === namespace && podsOf(found, inventory.pods).some(({ labels }) => selects(selector, labels));
}

/** Configuration, targets, rules and series of the metric, each by its own request. */
export async function readPrometheus(
  { name, source, ofOneTenant }: AskedPrometheus,
  question: WhyQuestion,
  nowMs: number,
  signal: AbortSignal,
): Promise<OfPrometheus> {
  const named = { ...(name === undefined ? {} : { prometheus: name }), ...(ofOneTenant === undefined ? {} : { ofOneTenant }) };
  if (!source.ok) {
    const no = { state: 'unseen', because: source.error } as const;
    return { ...named, jobs: no, targets: no, remoteWrites: no, recorded: no, stored: no, lately: no };
  }
  const [targets, config, recorded, stored] = await Promise.all([
    readTargets(source.value, signal),
    askJson(source.value, '/api/v1/status/config', z.object({ yaml: z.string() }), signal),
    readRecorded(source.value, signal),
    readStored(source.value, question, nowMs, signal),
  ]);
  const found = stored.state === 'seen' && stored.value.length > 0;
  const told = { ...named, targets, ...jobsOf(config), recorded, stored };
  if (found) return { ...told, lately: { state: 'unseen', because: 'not asked: it is there now' } };
  const [lately, flags] = await Promise.all([
    readLately(source.value, question, nowMs, signal),
    askJson(source.value, '/api/v1/status/flags', Flags, signal),
  ]);
  const lookback = parseDuration(flags.state === 'seen' ? (flags.value['query.lookback-delta'] ?? '') : '');
  return { ...told, lately, ...(lookback.ok ? { lookbackMs: lookback.value } : {}) };
}

function jobsOf(config: Seen<{ yaml: string }>): Pick<OfPrometheus, 'jobs' | 'remoteWrites'> {
  if (config.state === 'unseen') return { jobs: config, remoteWrites: config };
  const read = readConfig(config.value.yaml);
  const no = { state: 'unseen', because: read.ok ? '' : read.error } as const;
  if (!read.ok) return { jobs: no, remoteWrites: no };
  const { proof } = config;
  return { jobs: { state: 'seen', value: read.value.jobs, proof }, remoteWrites: { state: 'seen', value: read.value.remoteWrites, proof } };
}

const Flags = z.record(z.string(), z.string());
const Labels = z.record(z.string(), z.string());
const Targets = z.object({
  activeTargets: z.array(
    z.object({
      scrapePool: z.string().optional(),
      scrapeUrl: z.string(),
      labels: Labels,
      discoveredLabels: Labels.default({}),
      health: z.string(),
      lastError: z.string().optional(),
    }),
  ),
  droppedTargets: z.array(z.object({ scrapePool: z.string().optional(), discoveredLabels: Labels })).nullish(),
  droppedTargetCounts: z.record(z.string(), z.number()).nullish(),
});

export async function readTargets(source: GapSource, signal: AbortSignal): Promise<Seen<WhyTargets>> {
  const read = await askJson(source, '/api/v1/targets?state=any', Targets, signal);
  if (read.state === 'unseen') return read;
  const active = read.value.activeTargets.map(({ scrapePool, scrapeUrl, labels, discoveredLabels, health, lastError = '' }) => {
    const error = lastError === '' ? {} : { error: lastError };
    return { job: scrapePool ?? labels['job'] ?? '', url: scrapeUrl, labels, discovered: discoveredLabels, health, ...error };
  });
  const dropped = (read.value.droppedTargets ?? []).map(({ scrapePool, discoveredLabels }) => {
    return { job: scrapePool ?? discoveredLabels['job'] ?? '', discovered: discoveredLabels };
  });
  const unlisted = unlistedOf(read.value.droppedTargetCounts ?? {}, dropped);
  const value = { active, dropped, ...(unlisted === undefined ? {} : { unlisted }) };
  return { state: 'seen', value, proof: { ...read.proof, says: `${active.length} active targets` } };
}

function unlistedOf(counts: Readonly<Record<string, number>>, dropped: WhyTargets['dropped']): WhyTargets['unlisted'] {
  const listed = (job: string) => dropped.filter((target) => target.job === job).length;
  const more = Object.entries(counts).flatMap(([job, count]) => (count > listed(job) ? [[job, count - listed(job)] as const] : []));
  return more.length === 0 ? undefined : Object.fromEntries(more);
}

const Rules = z.object({ groups: z.array(z.object({ rules: z.array(z.object({ name: z.string(), type: z.string() })) })) });

async function readRecorded(source: GapSource, signal: AbortSignal): Promise<Seen<readonly string[]>> {
  const read = await askJson(source, '/api/v1/rules', Rules, signal);
  if (read.state === 'unseen') return read;
  const names = read.value.groups.flatMap(({ rules }) => rules.filter(({ type }) => type === 'recording').map(({ name }) => name));
  return { ...read, value: names };
}

/** With the labels asked for; where there is none, some of the name alone. */
async function readStored(asked: GapSource, question: WhyQuestion, nowMs: number, signal: AbortSignal): Promise<WhyScene['stored']> {
  const { source, partial } = heeding(asked);
  const exact = await source.at(selectorOf(question), nowMs, signal);
  if (!exact.ok) return { state: 'unseen', because: saysTenant(exact.error.says) };
  const proof = { request: exact.value.answer.request, says: `${exact.value.rows.length} series` };
  if (exact.value.rows.length > 0 || Object.keys(question.labels).length === 0)
    return {
      state: 'seen',
      value: exact.value.rows.map(({ labels }) => ({ ...labels, __name__: question.metric })),
      proof,
      ...said(partial()),
    };
  const others = await source.at(`topk(${EXAMPLES}, ${selectorOf({ ...question, labels: {} })})`, nowMs, signal);
  const rows = others.ok ? others.value.rows : [];
  return { state: 'seen', value: rows.map(({ labels }) => ({ ...labels, __name__: question.metric })), proof, ...said(partial()) };
}

async function readLately(source: GapSource, question: WhyQuestion, nowMs: number, signal: AbortSignal): Promise<WhyScene['lately']> {
  const raw = await source.raw(selectorOf(question), { fromMs: nowMs - HOUR_MS, toMs: nowMs }, signal);
  if (!raw.ok) return { state: 'unseen', because: saysTenant(raw.error.says) };
  const rows = raw.value.rows.flatMap(({ labels, timesMs }) => {
    const atMs = timesMs[timesMs.length - 1];
    return atMs === undefined ? [] : [{ labels, atMs }];
  });
  const proof = { request: raw.value.answer.request, says: `${rows.length} series in the last hour` };
  return { state: 'seen', value: rows, proof, ...said(raw.value.partial) };
}

function said(partial: AskTrouble | undefined): { readonly partial?: string } {
  return partial === undefined ? {} : { partial: partial.says };
}

function selectorOf({ metric, labels }: WhyQuestion): string {
  const matchers = Object.entries({ __name__: metric, ...labels }).map(([name, value]) => `${nameOf(name)}=${JSON.stringify(value)}`);
  return `{${matchers.join(', ')}}`;
}

/** Other letters than the old ones stand in quotes (Prometheus 3). */
function nameOf(label: string): string {
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label) ? label : JSON.stringify(label);
}

/** The data of a successful answer. */
export async function askJson<T>(source: GapSource, path: string, shape: z.ZodType<T>, signal: AbortSignal): Promise<Seen<T>> {
  const answer = await source.api(path, signal);
  if (!answer.ok) return { state: 'unseen', because: saysTenant(answer.error.says) };
  const read = z.object({ data: shape }).safeParse(jsonOf(answer.value.body));
  if (!read.success) return { state: 'unseen', because: `its answer to ${path.replace(/\?.*/, '')} is not what Prometheus answers` };
  return { state: 'seen', value: read.data.data, proof: { request: answer.value.request, says: '' } };
}

function jsonOf(body: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    return value;
  } catch {
    return undefined;
  }
}
