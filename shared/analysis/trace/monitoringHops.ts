import type { TraceBar, TraceHop } from '../../contract/trace';
import { formatDuration } from '../../model/format';
import { parseGoDuration } from '../../model/quantity';
import { amountText, readUnit, secondsText, servedUnit, sum } from './amounts';
import { toLocal } from './clockBounds';
import { wait } from './coreTimes';
import { before, seenHop, unseenHop, withPartial } from './makeHop';
import { metricOf } from './question';
import { lastSamples } from './ratesOver';
import type { Heard, PrometheusReading, RecordedValue, TraceScene } from './scene';
import { seriesNames } from './seriesNames';

const PROMETHEUS = { hop: 'prometheus', pipeline: 'monitoring', title: 'Prometheus', card: 'prometheus' } as const;
const RULE = { hop: 'rule', pipeline: 'monitoring', title: 'recording rule', card: 'prometheus' } as const;
const DASHBOARD = {
  hop: 'dashboard',
  pipeline: 'monitoring',
  title: 'Dashboard',
  card: 'prometheus',
  over: { from: 'prometheus', to: 'dashboard' },
} as const;

/** Prometheus' sample, what rules record of it, and what a dashboard asks; `kubelet` is the sum that the kubelet shows now. */
export function monitoringHops(scene: TraceScene, kubelet: TraceHop | undefined): readonly TraceHop[] {
  const sample = prometheusHop(scene, kubelet);
  const scrapedMs = sample.bar?.toMs;
  const rules = scene.recorded.map((rule, at) => ruleHop(scene, rule, at, scrapedMs));
  return [sample, ...rules, dashboardHop(scene)];
}

function prometheusHop(scene: TraceScene, kubelet: TraceHop | undefined): TraceHop {
  const { prometheus, clocks } = scene;
  if (prometheus.state !== 'heard') return unseenHop(PROMETHEUS, prometheus);
  const metric = metricOf(scene.question);
  const last = lastSamples(prometheus.value.series);
  if (last.length === 0)
    return unseenHop(PROMETHEUS, { state: 'absent', because: 'it has no sample of it in the last minutes', proof: prometheus.proof });
  const stampedMs = Math.min(...last.map(({ atMs }) => atMs));
  const scrape = scrapeOf(stampedMs, prometheus.value, scene);
  const isOwnTime = !prometheus.value.scrapesMs.some((atMs) => Math.abs(atMs - stampedMs) <= 2);
  const trueMs = toLocal(stampedMs, isOwnTime ? clocks.node : clocks.prometheus);
  const unit = readUnit(metric);
  const { series } = prometheus.value;
  const names = seriesNames(series, series[0]?.labels['__name__'] ?? '');
  const head = { ...PROMETHEUS, over: { from: producerOf(prometheus.value, scene), to: 'prometheus' } };
  return seenHop(head, {
    amount: sum(last.map(({ value }) => value)),
    unit,
    sub: `${last.length} series of job ${prometheus.value.job}`,
    trueMs,
    bar: scrape === undefined ? undefined : wait(Math.min(trueMs, scrape), scrape, 'scrape', true),
    from: before(kubelet?.value?.unit === unit ? kubelet : undefined),
    says: withPartial(sampleWords(prometheus.value, last.length, isOwnTime), prometheus),
    parts: prometheus.value.series.map(({ labels, values }, at) => {
      const named = metric.kind === 'named' ? names[at] : undefined;
      return {
        label: named ?? labels['container'] ?? labels['id'] ?? labels['__name__'] ?? '',
        text: amountText({ amount: values[values.length - 1] ?? Number.NaN, unit }),
      };
    }),
    proof: prometheus.proof,
  });
}

/** cAdvisor's series name the cgroup; the kubelet's /metrics/resource does not. */
function producerOf({ series }: PrometheusReading, { question, exposed }: TraceScene): string {
  if (exposed !== undefined) return 'kube-state-metrics';
  if (metricOf(question).kind === 'named') return 'applications';
  return series.some(({ labels }) => 'id' in labels) ? 'cadvisor' : 'kubelet';
}

/** The first scrape that can have brought a sample of that time, by this machine's clock. */
function scrapeOf(stampedMs: number, { scrapesMs }: PrometheusReading, { clocks }: TraceScene): number | undefined {
  const sampleMs = toLocal(stampedMs, clocks.node);
  const local = scrapesMs.map((atMs) => toLocal(atMs, clocks.prometheus));
  return local.find((atMs) => atMs >= sampleMs) ?? local[local.length - 1];
}

function sampleWords({ every }: PrometheusReading, used: number, isOwnTime: boolean): string {
  const time = isOwnTime ? 'Scraped with the own timestamp of the sample.' : 'Stamped with the time of its scrape.';
  if (every.length <= used) return time;
  return `${time} ${every.length} series carry its name: a sum without container!="" and a job adds the same up several times.`;
}

function ruleHop(scene: TraceScene, heard: Heard<RecordedValue>, at: number, scrapedMs: number | undefined): TraceHop {
  const head = { ...RULE, id: at === 0 ? 'rule' : `rule ${at + 1}` };
  if (heard.state !== 'heard') return unseenHop(head, heard);
  const { rule, expression, amount, evaluatedMs } = heard.value;
  const atMs = evaluatedMs === undefined ? undefined : toLocal(evaluatedMs, scene.clocks.prometheus);
  const range = rangeIn(expression);
  return seenHop(head, {
    amount,
    unit: servedUnit(metricOf(scene.question)),
    sub: rule,
    trueMs: atMs,
    bar: ruleBar(scrapedMs, atMs, heard.value),
    ...changedByRule(expression, range),
    says: withPartial(expression, heard),
    proof: heard.proof,
  });
}

/** Evaluated before the newest scrape: it used the one before. */
function ruleBar(scrapedMs: number | undefined, atMs: number | undefined, { tookMs }: RecordedValue): TraceBar | undefined {
  if (atMs === undefined) return undefined;
  if (scrapedMs !== undefined && scrapedMs <= atMs) return wait(scrapedMs, atMs, 'evaluation', true);
  return { fromMs: atMs, toMs: atMs + (tookMs ?? 0), kind: 'working', says: 'before this sample came', exact: true };
}

function changedByRule(expression: string, range: string | undefined): { readonly changed?: string } {
  if (range === undefined) return {};
  if (/\birate\s*\(/.test(expression)) return { changed: `Rate of the last two samples that Prometheus has, not older than ${range}.` };
  return /\b(?:rate|increase)\s*\(/.test(expression) ? { changed: `Other window: rate over ${range}.` } : {};
}

/** "5m" of "rate(x[5m])"; undefined where there is none. */
export function rangeIn(expression: string): string | undefined {
  return /\[((?:\d+(?:ms|[smhdwy]))+)(?::[^\]]*)?\]/.exec(expression)?.[1];
}

/** How much of that range Prometheus has kept of it, where it is less: a rate counts the rest as nothing. */
export function keptOfRange({ prometheus, endedMs, clocks }: TraceScene, range: string | undefined): number | undefined {
  const seconds = range === undefined ? undefined : parseGoDuration(range);
  if (seconds === undefined || prometheus.state !== 'heard') return undefined;
  const { series, scrapesMs } = prometheus.value;
  const first = Math.min(...series.map(({ timesMs }) => timesMs[0] ?? Number.POSITIVE_INFINITY));
  const keptMs = endedMs - toLocal(first, clocks.node);
  const stepMs = (scrapesMs[1] ?? 0) - (scrapesMs[0] ?? 0);
  return Number.isFinite(keptMs) && keptMs + 2 * Math.max(stepMs, 15_000) < seconds * 1000 ? keptMs : undefined;
}

/** "Kept for 1 min 28 s of 5m alone: ..." */
export function youngWords(scene: TraceScene, range: string | undefined): string | undefined {
  const keptMs = keptOfRange(scene, range);
  return keptMs === undefined
    ? undefined
    : `Prometheus has it for ${formatDuration(keptMs / 1000)} alone: a rate over ${range} counts the rest as nothing.`;
}

function dashboardHop(scene: TraceScene): TraceHop {
  const { dashboard, metricsApi, endedMs } = scene;
  if (dashboard.state !== 'heard') return unseenHop(DASHBOARD, dashboard);
  const metric = metricOf(scene.question);
  const { query, amount } = dashboard.value;
  const range = rangeIn(query);
  const served = metricsApi.state === 'heard' ? metricsApi.value : undefined;
  const window =
    range !== undefined && served !== undefined ? `Other window: ${range} against ${secondsText(served.windowMs)}.` : undefined;
  const changed = [window, youngWords(scene, range)].filter((text) => text !== undefined).join(' ');
  const unit = servedUnit(metric);
  return seenHop(DASHBOARD, {
    amount,
    unit,
    sub: 'what dashboards usually ask',
    trueMs: endedMs,
    bar: {
      fromMs: dashboard.atMs - dashboard.tookMs,
      toMs: dashboard.atMs,
      kind: 'working',
      says: secondsText(Math.round(dashboard.tookMs)),
      exact: true,
    },
    ...(changed === '' ? {} : { changed }),
    from: served === undefined ? undefined : { id: 'metrics-api', amount: sum(served.containers.map((each) => each.amount)) },
    says: withPartial(query, dashboard),
    proof: dashboard.proof,
  });
}
