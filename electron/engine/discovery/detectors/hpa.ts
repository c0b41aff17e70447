import type { Detector } from '../scene';

/** One Discovered for each HorizontalPodAutoscaler. It has no listener: its state stands in the object. */
export const detectHpas: Detector = (scene) =>
  scene.inventory.hpas.map((hpa) => ({
    baseCard: 'hpa',
    found: {
      id: `hpa/${hpa.namespace ?? ''}/${hpa.name}`,
      kind: 'hpa',
      name: hpa.name,
      namespace: hpa.namespace ?? '',
      pods: [],
      args: [],
      endpoints: [],
      confidence: 'proven',
      because: [
        `HorizontalPodAutoscaler ${hpa.namespace ?? ''}/${hpa.name} scales ${hpa.scaleTarget.kind} ${hpa.scaleTarget.name} (spec.scaleTargetRef).`,
      ],
    },
  }));
