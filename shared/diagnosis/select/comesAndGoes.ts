import type { HpaObject } from '../../model/inventory';
import type { Facts } from '../facts';
import type { AnswersSight } from '../sights';

/** Answers before which nothing can be said to come and go. */
export const LEAST_ANSWERS = 4;
/** There, gone and there again, and gone once more: no start, no end and no single lost scrape looks like that. */
const CHANGES = 3;

export interface Flicker {
  /** Objects whose value came and went. */
  readonly objects: readonly string[];
  /** Answers in which the first of them had a value. */
  readonly had: number;
  readonly of: number;
}

/** The objects of an HPA's target whose values come and go from answer to answer, though they are there all the time. */
export function flickerOf(answers: readonly AnswersSight[], hpa: HpaObject, facts: Pick<Facts, 'workloads' | 'pods'>): Flicker | undefined {
  const ofTarget = podsOfTarget(hpa, facts);
  const names = new Set(answers.flatMap(({ objects }) => objects));
  const objects = [...names].filter((name) => (ofTarget === undefined || ofTarget.has(name)) && changes(answers, name) >= CHANGES);
  const [first] = objects;
  if (first === undefined) return undefined;
  return { objects, had: answers.filter((each) => each.objects.includes(first)).length, of: answers.length };
}

function changes(answers: readonly AnswersSight[], name: string): number {
  let count = 0;
  let before: boolean | undefined;
  for (const { objects } of answers) {
    const has = objects.includes(name);
    if (before !== undefined && has !== before) count += 1;
    before = has;
  }
  return count;
}

/** Names of the pods that the HPA scales; undefined: not known, or its metric may be of something else. */
function podsOfTarget({ namespace, scaleTarget, metrics }: HpaObject, { workloads, pods }: Pick<Facts, 'workloads' | 'pods'>) {
  if (!metrics.some(({ type }) => type === 'Pods')) return undefined;
  const target = workloads.items.find(
    (each) => each.kind === scaleTarget.kind && each.namespace === namespace && each.name === scaleTarget.name,
  );
  if (!target) return undefined;
  const wanted = Object.entries(target.selector);
  const mine = pods.items.filter((pod) => pod.namespace === namespace && wanted.every(([key, value]) => pod.labels[key] === value));
  return new Set(mine.map(({ name }) => name));
}
