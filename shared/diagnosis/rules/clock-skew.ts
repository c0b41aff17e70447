import { formatAge } from '../../model/format';
import { answerOf, failing, unseen, type Verdict, WELL } from '../answer';
import type { Facts } from '../facts';
import { defineRule } from '../rule';
import { clockSubject, nodeSubject } from '../select/nodes';
import type { KubeletSight } from '../sights';

/** A value cannot be newer than the answer it stands in; so much is left to rounding and to the way. */
const AHEAD_SECONDS = 10;
/** Prometheus refuses samples from ten minutes ahead on; what a kubelet stamps is up to half a minute old. */
const REFUSED_SECONDS = 570;

export const clockSkew = defineRule({
  id: 'clock-skew',
  severity: 'error',
  says: 'The clock of a node is ahead.',
  symptom: 'samples in the future, negative ages; Error on ingesting samples that are too old or are too far into the future',
  proof: "the node's explicit timestamps against the kube-apiserver's Date header of the same time",
  causedBy: [],
  needs: ['kubelets', 'time'],
  judge({ kubelets, time }) {
    return answerOf(
      kubelets.map((sight) => judge(sight, time)),
      'no kubelet was found',
    );
  },
});

function judge({ node, resource }: KubeletSight, { clockOffsetMs }: Facts['time']): Verdict {
  if (!resource) return unseen('/metrics/resource of nodes that were not asked in this turn');
  if (resource.state !== 'ok') return unseen(`/metrics/resource of ${node}: ${resource.because}`);
  const { newestMs } = resource.value;
  if (newestMs === undefined) return unseen(`explicit timestamps in /metrics/resource of ${node}`);
  const ahead = (newestMs - resource.atMs - clockOffsetMs) / 1000;
  if (ahead < AHEAD_SECONDS) return WELL;
  return failing({
    subject: nodeSubject(node),
    affects: ahead > REFUSED_SECONDS ? [clockSubject(node)] : [],
    ...(ahead < 60 ? { severity: 'warning' as const } : {}),
    title: `The clock of ${node} is ${formatAge(ahead)} ahead`,
    because: `Its kubelet stamps values ${formatAge(ahead)} later than the kube-apiserver's clock says it is. Prometheus stores samples with those times (and refuses them from 10 min on); rates and freshness of this node are wrong.`,
    remedy: `Set the clock of ${node} by NTP: timedatectl status, then see that chrony or systemd-timesyncd runs.`,
    evidence: resource.evidence.slice(0, 1).map((each) => ({
      ...each,
      says: `newest value ${new Date(newestMs).toISOString()}, read at ${new Date(resource.atMs + clockOffsetMs).toISOString()}`,
      shows: ['node_cpu_usage_seconds_total'],
    })),
  });
}
