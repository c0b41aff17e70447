import type { OtherObject } from '../../../../shared/model/inventory';
import type { Detector } from '../scene';
import { isRecord } from '../selector';

/** One Discovered for each VerticalPodAutoscaler, when its API (autoscaling.k8s.io) exists. */
export const detectVpas: Detector = (scene) =>
  (scene.inventory.others['autoscaling.k8s.io/verticalpodautoscalers'] ?? []).map((vpa) => {
    const namespace = vpa.namespace ?? '';
    const target = targetOf(vpa);
    return {
      baseCard: 'vpa',
      found: {
        id: `vpa/${namespace}/${vpa.name}`,
        kind: 'vpa',
        name: vpa.name,
        namespace,
        pods: [],
        args: [],
        endpoints: [],
        confidence: 'proven',
        because: [
          `VerticalPodAutoscaler ${namespace}/${vpa.name} exists${target ? ` for ${target.kind} ${target.name} (spec.targetRef)` : ''}.`,
        ],
      },
    };
  });

function targetOf(vpa: OtherObject): { readonly kind: string; readonly name: string } | undefined {
  const target = vpa.spec['targetRef'];
  if (!isRecord(target) || typeof target['kind'] !== 'string' || typeof target['name'] !== 'string') return undefined;
  return { kind: target['kind'], name: target['name'] };
}
