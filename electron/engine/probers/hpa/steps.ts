import { type HpaReplay, type HpaStep, replayHpa } from '../../../../shared/analysis/hpa';
import { explainHpaReason } from '../../../../shared/knowledge/hpaReasons';
import type { Condition, HpaObject, Inventory } from '../../../../shared/model/inventory';
import type { Judgement } from '../../../../shared/model/judgement';
import { sceneOf } from './scene';

/** The controller's sum with the values of its status: what comes out, and each step. None before its first sync. */
export function replayFacts(hpa: HpaObject, inventory: Inventory, nowMs: number): Judgement['facts'] {
  const scene = sceneOf(hpa, inventory, nowMs);
  if (scene === undefined) return [];
  const replay = replayHpa(scene);
  const several = hpa.metrics.length > 1;
  return [
    { label: 'by its own sum', value: sayOutcome(replay, hpa) },
    ...replay.steps.map((step, at) => ({
      label: `step ${at + 1}: ${nameOf(step, several)}`,
      value: `${step.from} → ${step.to}: ${step.why}`,
    })),
  ];
}

function sayOutcome({ outcome, says }: HpaReplay, hpa: HpaObject): string {
  if (outcome.kind === 'unchanged') return `unchanged: ${says}`;
  const { replicas } = outcome;
  const same = replicas === hpa.desiredReplicas;
  return `${replicas} wanted (${says})${same ? '' : `; the controller wrote ${hpa.desiredReplicas}`}`;
}

const NAMES: Readonly<Record<HpaStep['step'], string>> = {
  pods: 'pods',
  value: 'value',
  'absent-pods': 'pods without a value',
  tolerance: 'tolerance',
  proposal: 'replicas',
  highest: 'highest metric',
  stabilization: 'stabilization',
  rate: 'rate',
  range: 'range',
};

function nameOf({ step, metric }: HpaStep, several: boolean): string {
  return several && metric !== undefined ? `${metric}, ${NAMES[step]}` : NAMES[step];
}

/** What a condition's reason means, and what to look at; none for reasons of other versions. */
export function meaningOf({ type, reason }: Condition): Judgement['facts'] {
  const known = explainHpaReason(type, reason);
  return known === undefined
    ? []
    : [{ label: `${type} means`, value: [known.means, known.next].filter((part) => part !== undefined).join(' ') }];
}
