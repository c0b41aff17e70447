import type { Candidate } from '../candidate';
import { distributionOf } from '../distribution';
import type { Detector } from '../scene';

/** The kube-apiserver is whoever answers this program. Its static pods are named where there are any (not on k3s, MicroK8s, EKS, AKS, GKE). */
export const detectApiserver: Detector = (scene) => {
  const pods = scene.candidates.filter(isApiserverPod).flatMap((candidate) => candidate.pods.map((pod) => pod.name));
  const distribution = distributionOf(scene.inventory);
  const where =
    pods.length > 0
      ? `Its ${pods.length === 1 ? 'pod is' : 'pods are'} ${pods.join(', ')} in kube-system (label component=kube-apiserver).`
      : distribution.controlPlane === 'pods'
        ? 'No pod of it is to be seen.'
        : distribution.says;
  return [
    {
      baseCard: 'api-objects',
      found: {
        id: 'kube-apiserver',
        kind: 'kube-apiserver',
        name: 'kube-apiserver',
        ...(pods.length > 0 ? { namespace: 'kube-system' } : {}),
        pods,
        args: [],
        endpoints: (['api', 'metrics', 'health'] as const).map((purpose) => ({
          purpose,
          route: { via: 'apiserver' as const },
          basePath: '',
        })),
        confidence: 'proven',
        because: ["It answers this program's own requests.", where],
      },
    },
  ];
};

function isApiserverPod(candidate: Candidate): boolean {
  return (
    candidate.namespace === 'kube-system' &&
    candidate.labels['component'] === 'kube-apiserver' &&
    candidate.containers.some((container) => [...container.command, ...container.args].some((word) => /(^|\/)kube-apiserver$/.test(word)))
  );
}
