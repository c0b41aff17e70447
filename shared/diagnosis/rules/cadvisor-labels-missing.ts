import { answerOf, failing, notApplicable, unseen, type Verdict, WELL } from '../answer';
import { defineRule } from '../rule';
import { cadvisorSubject, isInKubelet } from '../select/cadvisors';
import type { CadvisorSight } from '../sights';

export const cadvisorLabelsMissing = defineRule({
  id: 'cadvisor-labels-missing',
  severity: 'error',
  says: 'A cAdvisor sees cgroups and does not know which containers they are.',
  symptom: 'container_cpu_usage_seconds_total{container="",id="/kubepods…",image="",name="",namespace="",pod=""}',
  proof: 'its exposition: how many container cgroups carry the name of their container',
  causedBy: [],
  needs: ['cadvisors'],
  judge({ cadvisors }) {
    if (cadvisors.length === 0) return notApplicable('no cAdvisor was found');
    return answerOf(cadvisors.map(judge), '');
  },
});

function judge({ found, exposition }: CadvisorSight): Verdict {
  const where = found.node ?? found.name;
  if (!exposition) return unseen(`/metrics/cadvisor of nodes that were not asked in this turn`);
  if (exposition.state !== 'ok') return exposition.state === 'denied' ? unseen(`/metrics/cadvisor: ${exposition.because}`) : WELL;
  const { containerCgroups, labelled } = exposition.value;
  // Cgroups that are no pod's (the runtime's own) stay without a name; half is far from chance.
  if (containerCgroups === 0 || labelled >= containerCgroups / 2) return WELL;
  const inKubelet = isInKubelet({ found });
  return failing({
    subject: cadvisorSubject({ found }),
    title: `Container series of ${where} have no names`,
    because: `${labelled} of ${containerCgroups} containers in the exposition carry container and pod labels: cAdvisor reads the cgroups, and does not reach the container runtime that knows whose they are. Dashboards and rules that select by pod or namespace find nothing.`,
    remedy: inKubelet
      ? `See which socket the runtime of ${where} listens on (kubectl get node ${where} -o wide names the runtime) and that the kubelet's containerRuntimeEndpoint is it; the kubelet's own cAdvisor asks containerd at /run/containerd/containerd.sock unless it is told otherwise. Then restart the kubelet.`
      : `Mount the runtime's socket into ${found.name} and name it with --containerd=/path/to/containerd.sock (MicroK8s: /var/snap/microk8s/common/run/containerd.sock, k3s: /run/k3s/containerd/containerd.sock).`,
    evidence: exposition.evidence.slice(0, 1).map((each) => ({
      ...each,
      says: `${labelled} of ${containerCgroups} containers have a name`,
      shows: ['container_cpu_usage_seconds_total'],
    })),
  });
}
