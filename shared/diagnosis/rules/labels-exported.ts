import { relabel } from '../../relabel/evaluate';
import { answerOf, failing, unseen, type Verdict, WELL } from '../answer';
import type { JobSight } from '../configSights';
import { defineRule } from '../rule';
import { judgeTargets, type SeenTarget, targetProof, targetSubject } from '../select/targets';

/** Labels by which kube-state-metrics names the objects that its series are of (KSM docs/metrics). */
const NAMES = ['namespace', 'pod', 'container', 'node', 'service', 'uid'] as const;

export const labelsExported = defineRule({
  id: 'labels-exported',
  severity: 'warning',
  says: 'The series of kube-state-metrics lose the names of their objects to those of its own pod.',
  symptom: 'exported_namespace and exported_pod appear; everything is in the namespace of kube-state-metrics',
  proof: "honor_labels of the job in the running configuration, and the target's own labels",
  causedBy: [],
  needs: ['scrapers'],
  judge: ({ scrapers }) => answerOf(...judgeTargets(scrapers, judge)),
});

function judge(seen: SeenTarget): Verdict {
  const { target, scraper, card } = seen;
  if (card !== 'kube-state-metrics') return WELL;
  if (scraper.config?.state !== 'ok')
    return unseen(`the running configuration of ${scraper.found.name}: ${scraper.config?.because ?? 'not looked at yet'}`);
  const name = target.scrapePool ?? target.labels['job'] ?? '';
  const job = scraper.config.value.find((each) => each.job === name);
  const lost = job === undefined || job.honorLabels ? [] : lostNames(job, target.labels);
  const [first] = lost;
  if (first === undefined) return WELL;
  const own = lost.map((label) => `${label}="${target.labels[label]}"`).join(', ');
  return failing({
    subject: targetSubject(target),
    title: `Job ${name} hides which ${lost.includes('pod') ? 'pod' : first} a series is of`,
    because: `Its target has ${own} of its own, and honor_labels is false: Prometheus keeps these, and stores what kube-state-metrics says as ${lost.map((label) => `exported_${label}`).join(', ')}. Every series is then of kube-state-metrics' own pod, and rules and dashboards that select by ${lost.join(' or ')} find nothing.`,
    remedy: `Set honor_labels: true in job ${name} (with an operator: honorLabels: true in the endpoint of its ServiceMonitor).`,
    evidence: [
      targetProof(seen, 'scrapeUrl'),
      ...scraper.config.evidence.slice(0, 1).map((each) => ({ ...each, says: `job ${name}: honor_labels is false` })),
    ],
  });
}

/** Those that the target has too, and that the job's metric_relabel_configs do not put right. */
function lostNames(job: JobSight, own: Readonly<Record<string, string>>): readonly string[] {
  const both = NAMES.filter((label) => (own[label] ?? '') !== '');
  const exported = Object.fromEntries(both.map((label) => [`exported_${label}`, `of-an-object-${label}`]));
  const stored = relabel({ __name__: 'kube_pod_info', ...own, ...exported }, job.metricRules).labels;
  return both.filter((label) => stored[label] !== `of-an-object-${label}`);
}
