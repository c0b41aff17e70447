import { type HpaReplay, replayHpa } from '../analysis/hpa';
import { valueText } from '../analysis/hpa/metricText';
import type { DoctorSheet, SheetPart } from '../contract/doctors';
import { explainHpaReason } from '../knowledge/hpaReasons';
import { formatAge } from '../model/format';
import type { Condition } from '../model/inventory';
import { hpaPodTable } from './hpaPods';
import type { HpaDoctorScene } from './hpaScene';
import { cell, column, type FactRow, stateCell, type Table } from './sheet';

/** The controller's sum for one HPA, step by step: with the values of its last sync, and with those that pods have now. */
export function hpaSheet(scene: HpaDoctorScene): DoctorSheet {
  const { hpa, atSync, now, choices, chosen } = scene;
  const replay = atSync && replayHpa(atSync);
  const live = now && replayHpa(now);
  return {
    verdict: verdictOf(scene, replay),
    subject: { name: 'HPA', chosen, choices: [...choices] },
    parts: [
      { kind: 'facts', id: 'hpa', title: `${hpa.scaleTarget.kind} ${hpa.scaleTarget.name}`, rows: hpaFacts(scene) },
      metricTable(scene, replay),
      ...(atSync === undefined || replay === undefined ? [] : [stepsOf('sync', 'At its last sync', SYNC_SAYS, replay)]),
      ...(live === undefined ? [nowFacts(scene)] : [stepsOf('now', 'With the values of now', NOW_SAYS, live)]),
      ...(now === undefined ? [] : [hpaPodTable(now)]),
      conditionTable(scene, replay),
    ],
  };
}

const SYNC_SAYS =
  'The averages are those of its status. Each pod is sorted by its phase and readiness; what the controller remembers shows in its conditions alone.';
const NOW_SAYS = 'Each pod with its own value, as the Metrics API serves it now: what the next sync would come to if nothing changed.';

function verdictOf({ hpa, chosen }: HpaDoctorScene, replay: HpaReplay | undefined): DoctorSheet['verdict'] {
  const failing = hpa.conditions.find(({ type, status }) => type !== 'ScalingLimited' && status === 'False');
  if (replay === undefined)
    return {
      state: 'unknown',
      says: `${chosen} has not been synced yet, or a metric of it cannot be read.`,
      more: 'Its controller (in kube-controller-manager) syncs every 15 s.',
    };
  if (failing !== undefined && failing.reason !== 'ScalingDisabled')
    return { state: 'broken', says: `${chosen} cannot scale: ${failing.reason ?? failing.type}.`, more: replay.says };
  const { outcome } = replay;
  if (outcome.kind === 'unchanged') return { state: 'degraded', says: `${chosen} stays as it is.`, more: outcome.because };
  const expected = `The sum of its last sync is ${outcome.replicas}, its status wants ${hpa.desiredReplicas}.`;
  if (outcome.replicas !== hpa.desiredReplicas)
    return {
      state: 'unknown',
      says: `${expected}`,
      more: 'What the controller remembers of earlier syncs, or pods that have changed since, make the difference.',
    };
  const limited = hpa.conditions.find(({ type, status }) => type === 'ScalingLimited' && status === 'True');
  const state = limited?.reason === 'TooManyReplicas' ? 'degraded' : 'ok';
  return { state, says: expected, more: replay.says };
}

function hpaFacts({ hpa, nowMs }: HpaDoctorScene): FactRow[] {
  const scaled = hpa.lastScaleMs === undefined ? 'never' : `${formatAge((nowMs - hpa.lastScaleMs) / 1000)} ago`;
  return [
    { label: 'replicas now', value: String(hpa.currentReplicas) },
    { label: 'replicas wanted', value: String(hpa.desiredReplicas), more: 'status.desiredReplicas' },
    { label: 'range', value: `${hpa.minReplicas} to ${hpa.maxReplicas}` },
    { label: 'last scaled', value: scaled },
    {
      label: 'behavior',
      value: hpa.behavior === undefined ? 'none' : 'its own',
      more: hpa.behavior === undefined ? 'up: 4 pods or double every 15 s; down: after 5 min' : 'spec.behavior',
    },
  ];
}

const SOURCES: Readonly<Record<string, string>> = {
  Resource: 'Metrics API',
  ContainerResource: 'Metrics API',
  Pods: 'custom metrics API',
  Object: 'custom metrics API',
  External: 'external metrics API',
};

function metricTable({ atSync, hpa }: HpaDoctorScene, replay: HpaReplay | undefined): Table {
  return {
    kind: 'table',
    id: 'metrics',
    title: 'Metrics',
    columns: [
      column('metric', 'Metric', 24, 'code'),
      column('source', 'Served by', 18),
      column('current', 'Current', 12, 'number'),
      column('target', 'Target', 12, 'number'),
      column('ratio', 'Ratio', 8, 'number'),
      column('alone', 'Alone it wants', 26),
    ],
    rows: hpa.metrics.map((metric, at) => {
      const of = atSync?.metrics[at];
      const proposal = replay?.proposals[at];
      const value = of?.value.kind === 'average' ? of.value.value : undefined;
      return {
        id: `${at} ${metric.name}`,
        cells: [
          cell(`${metric.type} ${metric.name}${metric.container === undefined ? '' : ` (${metric.container})`}`),
          cell(SOURCES[metric.type] ?? ''),
          value === undefined || of === undefined ? stateCell('broken', 'no value') : cell(valueText(of, value)),
          cell(of === undefined ? (metric.target ?? '') : valueText(of, of.target)),
          value === undefined || of === undefined
            ? cell('')
            : { text: String(Number((value / of.target).toFixed(3))), sort: value / of.target },
          proposal === undefined ? cell('') : cell(proposal.kind === 'failed' ? proposal.error : `${proposal.replicas} (${proposal.says})`),
        ],
      };
    }),
    empty: 'It has no metric: it never scales.',
  };
}

const STEP_NAMES: Readonly<Record<HpaReplay['steps'][number]['step'], string>> = {
  pods: 'Pods',
  value: 'Value',
  'absent-pods': 'Pods without a value',
  tolerance: 'Tolerance',
  proposal: 'Replicas',
  highest: 'Highest metric',
  stabilization: 'Stabilization',
  rate: 'Rate (policies)',
  range: 'Range',
};

function stepsOf(id: string, title: string, says: string, { steps, outcome, says: sum }: HpaReplay): SheetPart {
  const several = new Set(steps.map(({ metric }) => metric)).size > 2;
  return {
    kind: 'steps',
    id,
    title,
    says,
    steps: steps.map(({ step, metric, from, to, why }) => {
      return { name: several && metric !== undefined ? `${STEP_NAMES[step]}, ${metric}` : STEP_NAMES[step], from, to, why };
    }),
    out: outcome.kind === 'replicas' ? `${outcome.replicas}: ${sum}` : `unchanged: ${outcome.because}`,
  };
}

function nowFacts({ nowLacks = 'its pods or their values are not known' }: HpaDoctorScene): SheetPart {
  return { kind: 'facts', id: 'now', title: 'With the values of now', rows: [{ label: 'not replayed', value: nowLacks }] };
}

function conditionTable({ hpa, nowMs }: HpaDoctorScene, replay: HpaReplay | undefined): Table {
  return {
    kind: 'table',
    id: 'conditions',
    title: 'Conditions',
    columns: [
      column('condition', 'Condition', 16),
      column('reason', 'Reason', 18, 'code'),
      column('replayed', 'The sum would say', 18, 'code'),
      column('means', 'What it means, what to look at', 32),
      column('message', 'Message', 24),
      column('since', 'For', 8, 'number'),
    ],
    rows: hpa.conditions.map((condition) => {
      const known = explainHpaReason(condition.type, condition.reason);
      const said = replay?.conditions.find(({ type }) => type === condition.type);
      const seconds = condition.sinceMs === undefined ? undefined : (nowMs - condition.sinceMs) / 1000;
      return {
        id: condition.type,
        cells: [
          stateCell(healthOf(condition), `${condition.type} ${condition.status}`),
          cell(condition.reason ?? ''),
          cell(said?.reason ?? ''),
          cell([known?.means, known?.next].filter((part) => part !== undefined).join(' ') || 'a reason of another version'),
          cell(condition.message ?? ''),
          seconds === undefined ? cell('') : { text: formatAge(seconds), sort: seconds },
        ],
      };
    }),
    empty: 'Its controller has written no condition: it has not synced yet.',
  };
}

function healthOf({ type, status }: Condition) {
  if (type === 'ScalingLimited') return status === 'True' ? 'degraded' : 'ok';
  return status === 'True' ? 'ok' : status === 'False' ? 'broken' : 'unknown';
}
