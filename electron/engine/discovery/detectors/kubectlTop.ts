import type { Detector } from '../scene';

/** What a person reads with kubectl top: no process, a reader of the Metrics API. It is there when that API is registered. */
export const detectKubectlTop: Detector = (scene) => {
  const api = scene.apis.find((known) => known.group === 'metrics.k8s.io');
  const registration = api?.registrations[0];
  if (!registration) return [];
  return [
    {
      baseCard: 'kubectl-top',
      found: {
        id: 'kubectl-top',
        kind: 'kubectl-top',
        name: 'kubectl top',
        pods: [],
        args: [],
        endpoints: [{ purpose: 'api', route: { via: 'aggregated', api: `${registration.group}/${registration.version}` }, basePath: '' }],
        confidence: 'proven',
        because: [`APIService ${registration.name} is registered: that is what kubectl top asks.`],
      },
    },
  ];
};
