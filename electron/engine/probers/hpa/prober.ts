import type { HpaObject } from '../../../../shared/model/inventory';
import { defineProber, type Judgement } from '../prober';
import { judgeHpa } from './judge';

interface HpaFacts {
  readonly hpa: HpaObject | undefined;
}

const GONE: Judgement = { health: 'unknown', because: 'the object is gone', facts: [], samples: [], hops: [], evidence: [] };

/** The HorizontalPodAutoscalers, from the objects that are watched: no requests of their own. */
export const hpaProber = defineProber<HpaFacts>({
  name: 'hpa',
  kinds: ['hpa'],
  periodMs: 5_000,
  requests: [
    {
      request: 'watch horizontalpodautoscalers.autoscaling/v2',
      proves: 'conditions, current metrics, last scale',
      cost: 'part of the watches',
    },
  ],
  async probe(look, found) {
    return { hpa: look.inventory().hpas.find((each) => each.name === found.name && each.namespace === found.namespace) };
  },
  judge: (facts, context) => (facts.hpa ? judgeHpa(facts.hpa, context) : GONE),
});
