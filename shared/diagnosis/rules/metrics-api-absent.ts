import { answerOf, cannotTell, failing, notApplicable, PASS } from '../answer';
import { defineRule } from '../rule';
import { usesResources } from '../select/hpas';

export const METRICS_API = 'v1beta1.metrics.k8s.io';

export const metricsApiAbsent = defineRule({
  id: 'metrics-api-absent',
  severity: 'error',
  says: 'Nobody has registered the Metrics API.',
  symptom: 'error: Metrics API not available',
  proof: 'the list of APIServices has none of the group metrics.k8s.io',
  causedBy: [],
  needs: ['apiServices', 'components', 'hpas', 'time'],
  judge({ apiServices, components, hpas, time }) {
    if (apiServices.items.some(({ group }) => group === 'metrics.k8s.io')) return PASS;
    if (!apiServices.whole) return cannotTell(`the list of APIServices: ${apiServices.because ?? 'not listed'}`);
    const server = components.find(({ kind }) => kind === 'metrics-server');
    const wanting = hpas.items.filter(usesResources).length;
    if (!server && wanting === 0) return notApplicable('no metrics-server is installed and no HPA wants one');
    const asked = wanting === 0 ? '' : ` ${wanting} HPA${wanting === 1 ? '' : 's'} on CPU or memory cannot scale.`;
    return answerOf(
      [
        failing({
          subject: `APIService/${METRICS_API}`,
          title: 'The Metrics API is not registered',
          because: `There is no APIService ${METRICS_API}: the kube-apiserver answers 404 for metrics.k8s.io, kubectl top says "Metrics API not available".${asked}`,
          remedy: server
            ? `metrics-server runs in ${server.namespace}: apply the APIService ${METRICS_API} of its manifest (or Helm chart) again, pointing to its Service.`
            : 'Install metrics-server (its manifest or Helm chart); it brings the APIService.',
          evidence: [
            {
              request: 'GET /apis/apiregistration.k8s.io/v1/apiservices',
              atMs: time.nowMs,
              says: `${apiServices.items.length} APIServices, none of the group metrics.k8s.io`,
            },
          ],
        }),
      ],
      '',
    );
  },
});
