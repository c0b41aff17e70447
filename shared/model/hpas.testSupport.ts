import type { HpaObject } from './inventory';

/** The HPA demo/web over a Deployment of the same name: one replica of one to five, no metrics; what is given stands instead. */
export function hpaWith(given: Partial<HpaObject>): HpaObject {
  return {
    name: 'web',
    namespace: 'demo',
    uid: 'u',
    resourceVersion: '1',
    createdMs: 0,
    labels: {},
    annotations: {},
    scaleTarget: { kind: 'Deployment', name: 'web' },
    minReplicas: 1,
    maxReplicas: 5,
    currentReplicas: 1,
    desiredReplicas: 1,
    metrics: [],
    conditions: [],
    ...given,
  };
}
