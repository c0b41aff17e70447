import { z } from 'zod';
import type { AdapterConfig } from '../../../shared/adapter/rules';
import { rateCost } from '../../../shared/analysis/gaps/cost';
import { evaluationsIn, type RuleQuery, readersOf } from '../../../shared/analysis/gaps/readers';
import type { GapTarget } from '../../../shared/analysis/gaps/scene';
import type { GapCost } from '../../../shared/contract/gaps';
import type { HpaMetric, HpaObject } from '../../../shared/model/inventory';
import { failed, ok, type Result } from '../../../shared/model/result';
import type { WindowRule } from '../../../shared/promql/windowRule';
import { printDuration } from '../../../shared/relabel/duration';
import { windowsOf } from './adapterWindows';
import { REPORT_NAMES } from './scrapeStore';
import type { GapSource } from './source';

/** Ranges that queries outside of rules usually have. */
const USUAL_RANGES_MS = [60_000, 120_000, 300_000];
/** The HPA controller asks for metrics this often (--horizontal-pod-autoscaler-sync-period). */
const HPA_PERIOD_MS = 15_000;

const Rules = z.object({
  data: z.object({
    groups: z.array(
      z.object({
        interval: z.number().optional(),
        lastEvaluation: z.string().optional(),
        rules: z.array(z.object({ name: z.string(), query: z.string().optional(), type: z.string().optional() })),
      }),
    ),
  }),
});
const Names = z.object({ data: z.array(z.object({ metric: z.string().optional() })) });

/** Every rule of the source with its query. The error is a sentence. */
export async function askRules(source: GapSource, offsetMs: number, signal: AbortSignal): Promise<Result<readonly RuleQuery[], string>> {
  const answer = await source.api('/api/v1/rules', signal);
  if (!answer.ok) return failed(`its rules cannot be read: ${answer.error.says}`);
  const parsed = Rules.safeParse(jsonOf(answer.value.body));
  if (!parsed.success) return failed('its rules cannot be read: the answer has another shape');
  return ok(
    parsed.data.data.groups.flatMap(({ interval = 60, lastEvaluation, rules }) => {
      const lastMs = Date.parse(lastEvaluation ?? '') - offsetMs;
      return rules.flatMap(({ name, query, type }) =>
        query === undefined
          ? []
          : [
              {
                name,
                query,
                kind: type === 'alerting' ? ('alerting' as const) : ('recording' as const),
                intervalMs: interval * 1_000,
                ...(Number.isFinite(lastMs) && lastMs > 0 ? { lastMs } : {}),
              },
            ],
      );
    }),
  );
}

/** Names of the metrics that a target exposes. */
export async function askNames(
  source: GapSource,
  { job, instance }: GapTarget,
  signal: AbortSignal,
): Promise<ReadonlySet<string> | undefined> {
  const match = `{job=${JSON.stringify(job)},instance=${JSON.stringify(instance)}}`;
  const answer = await source.api(`/api/v1/targets/metadata?match_target=${encodeURIComponent(match)}&limit=20000`, signal);
  const parsed = answer.ok ? Names.safeParse(jsonOf(answer.value.body)) : undefined;
  return parsed?.success === true ? new Set(parsed.data.data.flatMap(({ metric }) => metric ?? [])) : undefined;
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

export interface CostParts {
  readonly gap: { readonly fromMs: number; readonly toMs: number; readonly intervalMs: number };
  readonly target: GapTarget;
  readonly labels: Readonly<Record<string, string>>;
  /** Good scrapes of the target, in order of time. */
  readonly samplesMs: readonly number[];
  /** Of the server that evaluates the rules. */
  readonly rule: WindowRule;
  readonly rules: Result<readonly RuleQuery[], string>;
  readonly names: ReadonlySet<string> | undefined;
  readonly hpas: readonly HpaObject[];
  /** What makes metrics for HPAs; undefined where none of them reads any. */
  readonly adapter?: Result<AdapterConfig, string>;
}

/** What the gap cost: rates that had no value, rules that were evaluated over it, decisions of HPAs that fell in it. */
export function gapCost({ gap, target, labels, samplesMs, rule, rules, names, hpas, adapter }: CostParts): GapCost {
  const exposes = (name: string) => REPORT_NAMES.some((own) => own === name) || names === undefined || isOf(name, names);
  const readers = readersOf(rules.ok ? rules.value : [], labels, exposes);
  const ranges = [...new Set([...readers.flatMap(({ rangesMs }) => rangesMs), ...USUAL_RANGES_MS])].sort((a, b) => a - b);
  const unknown = rules.ok
    ? names === undefined
      ? 'Which names the target exposes is not known: rules are matched by their labels alone.'
      : undefined
    : rules.error;
  return {
    rates: ranges.map((rangeMs) => {
      const { evaluations, lost } = rateCost(samplesMs, gap, rangeMs, gap.intervalMs, rule);
      return { range: printDuration(rangeMs), evaluations, lost };
    }),
    rules: readers
      .map(({ rule }) => ({ name: rule.name, kind: rule.kind, evaluations: evaluationsIn(rule, gap) }))
      .filter(({ evaluations }) => evaluations > 0),
    hpas: hpasOver(gap, target, hpas, (metric) => windowText(metric, names, adapter)),
    ...(unknown === undefined ? {} : { unknown }),
  };
}

/** "x_bucket" is of the family "x". */
function isOf(name: string, names: ReadonlySet<string>): boolean {
  return names.has(name) || names.has(name.replace(/_(bucket|sum|count|total|created)$/, ''));
}

/** Those that scale the workload of the target's pod. */
export function hpasOf({ pod }: GapTarget, hpas: readonly HpaObject[]): readonly HpaObject[] {
  return hpas.filter(
    ({ namespace, scaleTarget }) => pod !== undefined && pod.namespace === namespace && pod.name.startsWith(`${scaleTarget.name}-`),
  );
}

/** Its metrics that come from Prometheus: CPU and memory come from metrics-server. */
export function customMetrics({ metrics }: HpaObject): readonly HpaMetric[] {
  return metrics.filter(({ type }) => type === 'Pods' || type === 'Object' || type === 'External');
}

function hpasOver(
  gap: CostParts['gap'],
  target: GapTarget,
  hpas: readonly HpaObject[],
  windowOf: (metric: HpaMetric) => string,
): GapCost['hpas'] {
  const decisions = Math.floor((gap.toMs - gap.fromMs) / HPA_PERIOD_MS);
  return hpasOf(target, hpas).map((hpa) => {
    const name = `${hpa.namespace}/${hpa.name}`;
    const custom = customMetrics(hpa);
    if (custom.length === 0) return { name, says: 'none: it reads metrics-server' };
    const { lastScaleMs } = hpa;
    const scaled = lastScaleMs !== undefined && lastScaleMs > gap.fromMs && lastScaleMs <= gap.toMs ? '; it scaled in that time' : '';
    return { name, says: `${decisions} decisions on ${custom.map((metric) => `${metric.name} ${windowOf(metric)}`).join(', ')}${scaled}` };
  });
}

/** Over which window the adapter's query reads the metric. */
function windowText(metric: HpaMetric, names: CostParts['names'], adapter: CostParts['adapter']): string {
  const windows =
    names === undefined
      ? failed('which names the target exposes is not known')
      : adapter?.ok === true
        ? windowsOf(adapter.value, metric, names)
        : (adapter ?? failed('nobody asked for its rules'));
  if (!windows.ok) return `(over the window of its adapter's query, which is not known: ${windows.error})`;
  if (windows.value.length === 0) return "(its adapter's query takes the newest sample)";
  return `(over ${windows.value.map((range) => `[${range}]`).join(' and ')} in its adapter's query)`;
}
