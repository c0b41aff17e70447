import type { Answer } from './answer';
import { RULE_CASES } from './cases/all.testSupport';
import type { RuleCase } from './cases/ruleCase.testSupport';
import type { Topic } from './facts';
import { facts } from './facts.testSupport';
import { plain } from './guide.testSupport';
import { THREADS } from './guideThreads.testSupport';
import type { Rule } from './rule';
import { RULES } from './table';

/** What a rule gets of each topic that it names, and no more. */
const TOPICS: Readonly<Record<Topic, string>> = {
  time: "the time, and the kube-apiserver's clock against ours",
  nodes: 'nodes: conditions and addresses',
  pods: 'pods: their containers, states and conditions',
  services: 'Services: selectors and ports',
  workloads: 'Deployments, DaemonSets and StatefulSets',
  apiServices: 'APIServices: who serves each API, and whether it is available',
  hpas: 'HPAs: what they want, and the conditions that their controller sets',
  components: 'the components that were found, with their flags',
  kubelets: 'each kubelet through the node proxy: /healthz, /metrics/resource, /stats/summary, /configz, /metrics',
  cadvisors: 'the exposition of each cAdvisor, from look to look',
  metricsApi: 'what metrics.k8s.io serves of nodes and pods',
  metricsServers: 'metrics-server: its flags and /readyz',
  stateMetrics: 'kube-state-metrics: its flags, objects and telemetry',
  scrapers: 'each Prometheus: targets, running configuration, rules and own counters',
  adapters: 'the flags of adapters',
  metricApis: 'what custom and external metrics list, and what they answer for each HPA',
  accounts: 'what the service accounts of readers may, by RBAC or an access review',
  operator: 'objects of the Prometheus operator: Prometheus, ServiceMonitor, PodMonitor',
  blindSpots: 'changes of pods that the watch saw, against the times of the scrapes',
};

interface Judged {
  readonly name: string;
  readonly answer: Answer;
}

/** docs/guide/rules/ID.md. */
export function renderPage(rule: Rule): string {
  const judged = (RULE_CASES[rule.id] ?? []).map(([name, given]: RuleCase): Judged => ({ name, answer: rule.judge(facts(given)) }));
  const parts = [head(rule), example(judged), finds(judged), silent(judged), cannotTell(judged), links(rule)];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function head({ id, says, severity, symptom, proof, needs }: Rule): string {
  return [
    `# ${id}`,
    `${says} (${severity})`,
    `Seen as: ${plain(symptom)}`,
    `Proven by: ${plain(proof)}.`,
    '## What it needs',
    list(needs.map((topic) => TOPICS[topic])),
    'What of these may not be read, or has not been read yet, it does not guess.',
  ].join('\n\n');
}

/** The first case in which it fails: what it says there, and the remedy. */
function example(judged: readonly Judged[]): string {
  for (const { answer } of judged)
    if (answer.state === 'fail') {
      const [failure] = answer.failures;
      if (failure)
        return ['## What it says', `> **${plain(failure.title)}.** ${plain(failure.because)}`, `Remedy: ${plain(failure.remedy)}`].join(
          '\n\n',
        );
    }
  return '';
}

function finds(judged: readonly Judged[]): string {
  const names = judged.flatMap(({ name, answer }) => (answer.state === 'fail' ? [name] : []));
  return ['## It finds', list(names)].join('\n\n');
}

function silent(judged: readonly Judged[]): string {
  const names = judged.flatMap(({ name, answer }) => {
    if (answer.state === 'pass') return [name];
    return answer.state === 'not-applicable' ? [`${name} (${answer.because})`] : [];
  });
  return ['## It never claims it for', list(names)].join('\n\n');
}

function cannotTell(judged: readonly Judged[]): string {
  const names = judged.flatMap(({ name, answer }) =>
    answer.state === 'cannot-tell' ? [`${name}; it then needs ${answer.needs.join(', and ')}`] : [],
  );
  return ['## It cannot tell when', list(names)].join('\n\n');
}

function links({ id, causedBy }: Rule): string {
  const follows = RULES.filter((rule) => rule.causedBy.includes(id));
  const page = (other: string) => `[${other}](${other}.md)`;
  const threads = (THREADS[id] ?? []).map((thread) => `[${thread}](https://github.com/${thread.replace('#', '/issues/')})`);
  return [
    '## See also',
    list([
      ...(causedBy.length > 0 ? [`May follow from ${causedBy.map(page).join(', ')}`] : []),
      ...(follows.length > 0 ? [`May explain ${follows.map((rule) => page(rule.id)).join(', ')}`] : []),
      ...(threads.length > 0 ? [`Told of in ${threads.join(', ')}`] : []),
      '[All rules](../diagnosis.md)',
    ]),
  ].join('\n\n');
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item.startsWith('[') || item.includes('](') ? item : plain(item)}`).join('\n');
}
