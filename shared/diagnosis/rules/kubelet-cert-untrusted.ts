import { answerOf, failing, unseen, type Verdict, WELL } from '../answer';
import type { Facts } from '../facts';
import { defineRule } from '../rule';
import { getsNothing, trustsNobody } from '../select/metricsServers';
import { workloadSubject } from '../select/workloads';
import type { KubeletSight, MetricsServerSight } from '../sights';

/** The name of the certificate that a kubelet makes and signs itself, when it is given none (cmd/kubelet/app/server.go). */
const SELF_MADE = /\/kubelet\.crt$/;

type Needed = Pick<Facts, 'metricsServers' | 'metricsApi' | 'kubelets'>;

export const kubeletCertUntrusted = defineRule({
  id: 'kubelet-cert-untrusted',
  severity: 'error',
  says: "metrics-server checks the kubelets' certificates, and they are signed by themselves.",
  symptom: `"Failed to scrape node" err="… x509: cannot validate certificate for IP because it doesn't contain any IP SANs"`,
  proof:
    "metrics-server's flags, the kubelets' own configuration (/configz), that no kubelet came through though they answer the kube-apiserver",
  causedBy: [],
  needs: ['metricsServers', 'metricsApi', 'kubelets'],
  judge(facts) {
    return answerOf(
      facts.metricsServers.map((server) => judgeServer(server, facts)),
      'no metrics-server was found',
    );
  },
});

function judgeServer(server: MetricsServerSight, facts: Needed): Verdict {
  const nothing = getsNothing(server, facts);
  if (!trustsNobody(server) || nothing === undefined) return WELL;
  const answering = facts.kubelets.filter(({ resource }) => resource?.state === 'ok');
  const configured = answering.filter(({ configz }) => configz?.state === 'ok');
  if (configured.length === 0) return unseen('/configz of a kubelet that answers: whether its certificate is signed by itself');
  const selfMade = configured.filter(isSelfMade);
  if (selfMade.length < configured.length) return WELL;
  const first = selfMade[0];
  return failing({
    subject: workloadSubject(server.found),
    title: "metrics-server refuses the kubelets' certificates",
    because: `It is started without --kubelet-insecure-tls and without --kubelet-certificate-authority, so it checks the kubelets' certificates; ${selfMade.length === 1 ? `the kubelet of ${first?.node} serves one` : `all ${selfMade.length} kubelets that told serve ones`} that it made itself (no serverTLSBootstrap). They answer the kube-apiserver, and none has come through to metrics-server.`,
    remedy:
      "Set serverTLSBootstrap: true in the kubelets' configuration, approve their CSRs (kubectl certificate approve), and start metrics-server with --kubelet-certificate-authority pointing to the cluster's CA. --kubelet-insecure-tls is for test clusters.",
    evidence: [...nothing.evidence, ...(first?.configz?.evidence ?? [])],
  });
}

function isSelfMade({ configz }: KubeletSight): boolean {
  if (configz?.state !== 'ok') return false;
  const { serverTlsBootstrap, tlsCertFile } = configz.value;
  return serverTlsBootstrap !== true && (tlsCertFile === undefined || SELF_MADE.test(tlsCertFile));
}
