import { z } from 'zod';
import type { TracedMetric } from '../../../shared/analysis/trace/question';
import type { Heard, KeptSeries, PrometheusReading, QueriedValue, RecordedValue } from '../../../shared/analysis/trace/scene';
import type { TraceProof, TraceSubject } from '../../../shared/contract/trace';
import type { Discovered } from '../../../shared/model/component';
import type { Result } from '../../../shared/model/result';
import { middleStep } from '../../../shared/series/middle';
import type { AskTrouble } from '../charts/askTrouble';
import { historySources } from '../charts/sources';
import { type GapSource, gapSource, heeding, type RawAnswer } from '../gaps/source';
import { askJson } from '../why/prometheus';
import { isOfPod } from './kubeletReadings';
import { serverAt, type TraceParts } from './traceParts';

/** A scrape in five minutes is what Prometheus itself calls fresh. */
const RAW_MS = 330_000;
const FRESH_MS = 300_000;
const SCRAPES_MS = 180_000;
/** Of a series with one sample: the longest that scrapes usually are apart. */
const UNKNOWN_STEP_MS = 60_000;
/** Rules whose value is asked for. */
const MOST_RULES = 2;

/** The Prometheus that is asked; its times stay its own. */
export interface AskedPrometheus {
  readonly found: Discovered;
  readonly name: string;
  readonly source: GapSource;
  /** As Clocks know it. */
  readonly server: string;
}

export type Unheard = Exclude<Heard<never>, { state: 'heard' }>;

export function prometheusOf({ session, port }: TraceParts): AskedPrometheus | Unheard {
  const [first] = historySources(session.discovered, session.looks);
  if (first === undefined) return { state: 'absent', because: 'no Prometheus was found' };
  const { found, endpoint, says } = first;
  if (endpoint === undefined || says !== undefined) return { state: 'failed', because: says ?? 'no way to its API is known' };
  const name = [found.namespace, found.name].filter(Boolean).join('/');
  return { found, name, source: gapSource(port, endpoint, name, 0), server: serverAt(endpoint.route) };
}

/** What is asked of Prometheus: for whom, which series, and when it is there. */
export interface PrometheusAsk {
  readonly subject: TraceSubject;
  readonly metric: TracedMetric;
  /** Of an application: the name of its series. */
  readonly series: string;
  readonly uid?: string;
  /** Addresses of the node, where it is traced. */
  readonly addresses: readonly string[];
  readonly nowMs: number;
}

export interface PrometheusHeard {
  readonly prometheus: Heard<PrometheusReading>;
  readonly recorded: readonly Heard<RecordedValue>[];
  readonly dashboard: Heard<QueriedValue>;
}

export async function askPrometheus(asked: AskedPrometheus, ask: PrometheusAsk, signal: AbortSignal): Promise<PrometheusHeard> {
  const [raw, dashboard, rules] = await Promise.all([
    readRaw(asked, ask, signal),
    askDashboard(asked, ask, signal),
    findRules(asked, ask, signal),
  ]);
  const chosen = raw.state === 'heard' ? chooseJob(raw.value, ask) : undefined;
  const first = chosen?.series[0]?.labels;
  const [scrapes, recorded] = await Promise.all([
    first === undefined ? undefined : asked.source.raw(scrapesSelector(first), { fromMs: ask.nowMs - SCRAPES_MS, toMs: ask.nowMs }, signal),
    Promise.all(rules.map((rule) => readRule(asked, rule, ask, signal))),
  ]);
  return { prometheus: readingOf(asked, raw, chosen, scrapes), recorded: recorded.flatMap((rule) => rule ?? []), dashboard };
}

function readingOf(
  { name }: AskedPrometheus,
  raw: Heard<readonly KeptSeries[]>,
  chosen: Chosen | undefined,
  scrapes: Result<RawAnswer, AskTrouble> | undefined,
): Heard<PrometheusReading> {
  if (raw.state !== 'heard') return raw;
  if (chosen === undefined) return { ...missing(`${name} has no sample of it in the last five minutes`, raw.partial), proof: raw.proof };
  const [row] = scrapes?.ok === true ? scrapes.value.rows : [];
  const tookSeconds = row?.values[row.values.length - 1];
  return {
    ...raw,
    value: {
      name,
      ...chosen,
      scrapesMs: row?.timesMs ?? [],
      ...(tookSeconds === undefined ? {} : { scrapeTookMs: tookSeconds * 1000 }),
      every: raw.value,
    },
  };
}

/** `job` and `instance` of a series name the target; its scrapes are stamped with their begin. */
function scrapesSelector(labels: Readonly<Record<string, string>>): string {
  return `scrape_duration_seconds${matchers({ job: labels['job'] ?? '', instance: labels['instance'] ?? '' })}`;
}

interface Chosen {
  readonly job: string;
  readonly series: readonly KeptSeries[];
}

/** cAdvisor's series where they are kept, else another job's; of each container the newest alone, of an application what goes on. */
export function chooseJob(
  all: readonly KeptSeries[],
  { subject, metric, nowMs }: Pick<PrometheusAsk, 'subject' | 'metric' | 'nowMs'>,
): Chosen | undefined {
  const fresh = all.filter(({ timesMs }) => nowMs - (timesMs[timesMs.length - 1] ?? 0) <= FRESH_MS);
  const wanted = fresh.filter(({ labels }) => {
    if (metric.kind === 'named' || subject.kind === 'node') return true;
    const container = labels['container'] ?? '';
    return container !== '' && container !== 'POD' && (subject.container === undefined || subject.container === container);
  });
  const best = [...wanted].sort((a, b) => Number('id' in b.labels) - Number('id' in a.labels))[0];
  if (best === undefined) return undefined;
  const job = best.labels['job'] ?? '';
  const newest = new Map<string, KeptSeries>();
  for (const series of wanted) {
    if ((series.labels['job'] ?? '') !== job) continue;
    const key = metric.kind === 'named' ? JSON.stringify(series.labels) : (series.labels['container'] ?? 'node');
    const known = newest.get(key);
    if (known === undefined || lastOf(series) > lastOf(known)) newest.set(key, series);
  }
  const chosen = [...newest.values()];
  return { job, series: metric.kind === 'named' ? chosen.filter((series) => goesOn(series, Math.max(...chosen.map(lastOf)))) : chosen };
}

/** A pod that was replaced by one of its name leaves series that end where those of the other begin. */
function goesOn(series: KeptSeries, newestMs: number): boolean {
  return newestMs - lastOf(series) <= 2 * (middleStep(series.timesMs) ?? UNKNOWN_STEP_MS);
}

function lastOf({ timesMs }: KeptSeries): number {
  return timesMs[timesMs.length - 1] ?? Number.NEGATIVE_INFINITY;
}

const POD_FAMILY = { cpu: 'container_cpu_usage_seconds_total', memory: 'container_memory_working_set_bytes' } as const;
const NODE_FAMILY = { cpu: 'node_cpu_usage_seconds_total', memory: 'node_memory_working_set_bytes' } as const;

function familyOf({ metric, subject, series }: PrometheusAsk): string {
  if (metric.kind === 'named') return series;
  return subject.kind === 'node' ? NODE_FAMILY[metric.kind] : POD_FAMILY[metric.kind];
}

/** Every series of the name that the subject has, whatever scraped it. */
function selectorsOf(ask: PrometheusAsk): readonly string[] {
  const { subject, addresses } = ask;
  const family = familyOf(ask);
  if (subject.kind === 'pod') return [`${family}${matchers({ namespace: subject.namespace, pod: subject.name })}`];
  const hosts = [...new Set([subject.name, ...addresses])].map((host) => host.replace(/[.+*?()[\]{}|^$\\]/g, '\\$&')).join('|');
  return [`${family}{instance=~${JSON.stringify(`(${hosts})(:[0-9]+)?`)}}`, `${family}${matchers({ node: subject.name })}`];
}

async function readRaw(asked: AskedPrometheus, ask: PrometheusAsk, signal: AbortSignal): Promise<Heard<readonly KeptSeries[]>> {
  let found: Heard<readonly KeptSeries[]> = { state: 'absent', because: 'nothing was asked' };
  for (const selector of selectorsOf(ask)) {
    const raw = await asked.source.raw(selector, { fromMs: ask.nowMs - RAW_MS, toMs: ask.nowMs }, signal);
    if (!raw.ok) return troubled(raw.error);
    const own = raw.value.rows.filter(({ labels }) => isOfPod(labels['id'] ?? '', ask.uid));
    found = heardAs(own, raw.value, asked);
    if (own.length > 0) return found;
  }
  return found;
}

function troubled({ says }: AskTrouble): Unheard {
  return { state: /^40[13]\b/.test(says) ? 'denied' : 'failed', because: says };
}

function heardAs<T>(value: T, { answer, partial }: RawAnswer, asked: AskedPrometheus): Extract<Heard<T>, { state: 'heard' }> {
  const { timings, atMs, request } = answer;
  const tookMs = Math.max(0, timings.total - (timings.queue ?? 0));
  return { state: 'heard', value, atMs, tookMs, proof: proofOf(request, asked), ...(partial && { partial: partial.says }) };
}

/** What a whole answer does not hold is not there; of a partial one nobody knows. */
function missing(because: string, partial: string | undefined): Unheard {
  return partial === undefined ? { state: 'absent', because } : { state: 'failed', because: partial };
}

function proofOf(request: string, { found }: AskedPrometheus): TraceProof {
  return { request, owner: { card: found.card, member: found.id } };
}

/** As dashboards ask: image!="" leaves cAdvisor's containers alone, so that no second job is added to them. */
export function dashboardQueries(ask: PrometheusAsk): readonly string[] {
  const { subject, metric } = ask;
  if (metric.kind === 'named') return [];
  const over = (selector: string) => (metric.kind === 'cpu' ? `sum(rate(${selector}[5m]))` : `sum(${selector})`);
  if (subject.kind === 'node') return selectorsOf(ask).map(over);
  const { namespace, name: pod, container } = subject;
  const named = container === undefined ? 'container!=""' : `container=${JSON.stringify(container)}`;
  const of = (more: string) => `${familyOf(ask)}{namespace=${JSON.stringify(namespace)},pod=${JSON.stringify(pod)},${named}${more}}`;
  return [over(of(',image!=""')), over(of(''))];
}

async function askDashboard(asked: AskedPrometheus, ask: PrometheusAsk, signal: AbortSignal): Promise<Heard<QueriedValue>> {
  const { source, partial } = heeding(asked.source);
  for (const query of dashboardQueries(ask)) {
    const read = await source.at(query, ask.nowMs, signal);
    if (!read.ok) return troubled(read.error);
    const amount = read.value.rows[0]?.values[0];
    if (amount !== undefined && Number.isFinite(amount)) return heardAs({ query, amount }, read.value, asked);
  }
  return missing('the query of a dashboard finds nothing', partial()?.says);
}

const Rules = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          name: z.string(),
          type: z.string(),
          query: z.string(),
          evaluationTime: z.number().optional(),
          lastEvaluation: z.string().optional(),
        }),
      ),
    }),
  ),
});
type Rule = z.infer<typeof Rules>['groups'][number]['rules'][number];

/** Recording rules that are made of this metric and tell pods apart. */
async function findRules({ source }: AskedPrometheus, ask: PrometheusAsk, signal: AbortSignal): Promise<readonly Rule[]> {
  if (ask.subject.kind === 'node') return [];
  const read = await askJson(source, '/api/v1/rules?type=record', Rules, signal);
  if (read.state === 'unseen') return [];
  const all = read.value.groups.flatMap(({ rules }) => rules);
  const name = new RegExp(`\\b${familyOf(ask)}\\b`);
  return all.filter(({ type, query }) => type === 'recording' && name.test(query) && /\bpod\b/.test(query)).slice(0, MOST_RULES);
}

async function readRule(
  asked: AskedPrometheus,
  rule: Rule,
  { subject, nowMs }: PrometheusAsk,
  signal: AbortSignal,
): Promise<Heard<RecordedValue> | undefined> {
  if (subject.kind === 'node') return undefined;
  const labels: Record<string, string> = { __name__: rule.name, namespace: subject.namespace, pod: subject.name };
  if (subject.container !== undefined) labels['container'] = subject.container;
  const query = `sum(${matchers(labels)})`;
  const read = await asked.source.at(query, nowMs, signal);
  if (!read.ok) return troubled(read.error);
  const amount = read.value.rows[0]?.values[0];
  if (amount === undefined) return undefined;
  const evaluatedMs = Date.parse(rule.lastEvaluation ?? '');
  return heardAs(
    {
      rule: rule.name,
      expression: rule.query,
      amount,
      ...(Number.isNaN(evaluatedMs) ? {} : { evaluatedMs }),
      ...(rule.evaluationTime === undefined ? {} : { tookMs: rule.evaluationTime * 1000 }),
    },
    read.value,
    asked,
  );
}

export function matchers(labels: Readonly<Record<string, string>>): string {
  const each = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return `{${each.join(',')}}`;
}

/** One value of a query now. */
export async function askValue(asked: AskedPrometheus, query: string, nowMs: number, signal: AbortSignal): Promise<Heard<QueriedValue>> {
  const read = await asked.source.at(query, nowMs, signal);
  if (!read.ok) return troubled(read.error);
  const amount = read.value.rows[0]?.values[0];
  if (amount === undefined)
    return { ...missing('the query finds nothing now', read.value.partial?.says), proof: proofOf(read.value.answer.request, asked) };
  return heardAs({ query, amount }, read.value, asked);
}
