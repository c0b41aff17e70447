import { evaluateInstant } from '../../../../shared/promql/evaluate';
import { type Labels, labelsKey, METRIC_NAME } from '../../../../shared/promql/labels';
import type { VectorSample } from '../../../../shared/promql/value';
import type { Head } from '../tsdb/head';
import type { MemorySeries } from '../tsdb/series';
import { AlertStates } from './alerts';
import type { Rule, RuleGroup } from './readRules';

/** What is known of one rule's last evaluation. */
export interface RuleState {
  readonly rule: Rule;
  /** Of an alerting rule. */
  readonly alerts?: AlertStates;
  health: 'unknown' | 'ok' | 'err';
  lastError: string;
  lastMs: number | undefined;
  seconds: number;
  /** Series of the last evaluation: those that do not come again get a stale marker. */
  written: Set<MemorySeries>;
}

export interface GroupState {
  readonly group: RuleGroup;
  readonly rules: readonly RuleState[];
  dueMs: number;
  lastMs: number | undefined;
  iterations: number;
  failures: number;
  samples: number;
}

/** Seconds that evaluating one rule is said to take: the demo's own time is not simulated time. */
const RULE_SECONDS = 0.0003;

export class RuleEvaluator {
  groups: readonly GroupState[] = [];
  private externalLabels: Labels = {};

  constructor(private readonly head: Head) {}

  /** Groups that did not change keep their alerts, as on a reload. */
  configure(groups: readonly RuleGroup[], externalLabels: Labels, nowMs: number): void {
    this.externalLabels = externalLabels;
    const before = new Map(this.groups.map((state) => [JSON.stringify(state.group), state]));
    const sorted = [...groups].sort((a, b) => (a.file + a.name < b.file + b.name ? -1 : 1));
    this.groups = sorted.map((group) => before.get(JSON.stringify(group)) ?? this.begin(group, nowMs));
  }

  private begin(group: RuleGroup, nowMs: number): GroupState {
    const offset = [...group.name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % group.intervalMs, 7);
    const dueMs = nowMs - (nowMs % group.intervalMs) + offset;
    return {
      group,
      rules: group.rules.map((rule) => this.ruleState(rule)),
      dueMs: dueMs <= nowMs ? dueMs + group.intervalMs : dueMs,
      lastMs: undefined,
      iterations: 0,
      failures: 0,
      samples: 0,
    };
  }

  private ruleState(rule: Rule): RuleState {
    const alerts = rule.kind === 'alerting' ? new AlertStates(rule, this.externalLabels) : undefined;
    return { rule, alerts, health: 'unknown', lastError: '', lastMs: undefined, seconds: 0, written: new Set() };
  }

  tick(nowMs: number): void {
    for (const state of this.groups) {
      if (state.dueMs > nowMs) continue;
      const atMs = nowMs - ((nowMs - state.dueMs) % state.group.intervalMs);
      this.evaluate(state, atMs);
      state.dueMs = atMs + state.group.intervalMs;
    }
  }

  private evaluate(state: GroupState, atMs: number): void {
    state.iterations++;
    state.lastMs = atMs;
    state.samples = 0;
    for (const rule of state.rules) {
      const samples = this.samplesOf(rule, atMs);
      rule.lastMs = atMs;
      rule.seconds = RULE_SECONDS;
      if (typeof samples === 'string') {
        rule.health = 'err';
        rule.lastError = samples;
        state.failures++;
        continue;
      }
      rule.health = 'ok';
      rule.lastError = '';
      state.samples += samples.length;
      this.write(rule, samples, atMs);
    }
  }

  /** What the rule gives to store, or why it failed. */
  private samplesOf(state: RuleState, atMs: number): readonly VectorSample[] | string {
    const answer = evaluateInstant(this.head, state.rule.expr, atMs);
    if (!answer.ok) return answer.error.message;
    const { value } = answer;
    if (value.kind !== 'vector' && value.kind !== 'scalar') return 'rule result is not a vector or scalar';
    const samples = value.kind === 'scalar' ? [{ labels: {}, value: value.value }] : value.samples;
    return state.alerts === undefined ? recorded(state.rule, samples) : state.alerts.evaluate(samples, atMs);
  }

  private write(state: RuleState, samples: readonly VectorSample[], atMs: number): void {
    const written = new Set<MemorySeries>();
    for (const { labels, value } of samples) {
      const series = this.head.series(labels, true);
      if (series === undefined) continue;
      this.head.append(series, atMs, value);
      written.add(series);
    }
    for (const series of state.written) {
      if (!written.has(series) && !series.removed && atMs > series.lastMs) this.head.append(series, atMs, Number.NaN, true);
    }
    state.written = written;
  }
}

function recorded(rule: Rule, samples: readonly VectorSample[]): readonly VectorSample[] | string {
  const named = samples.map(({ labels, value }) => ({ labels: withRuleLabels(labels, rule), value }));
  const distinct = new Set(named.map(({ labels }) => labelsKey(labels)));
  return distinct.size === named.length ? named : 'vector contains metrics with the same labelset after applying rule labels';
}

function withRuleLabels(labels: Labels, rule: Rule): Labels {
  const set: Record<string, string> = { ...labels, ...rule.labels, [METRIC_NAME]: rule.name };
  for (const name of Object.keys(set)) if (set[name] === '') delete set[name];
  return set;
}
