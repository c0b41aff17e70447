import { answerOf, cannotTell, failing, notApplicable, unseen, type Verdict, WELL } from '../answer';
import type { MonitorSight } from '../operatorSights';
import { defineRule } from '../rule';

export const monitorNotSelected = defineRule({
  id: 'monitor-not-selected',
  severity: 'warning',
  says: 'A ServiceMonitor or PodMonitor that no Prometheus selects, or that selects nothing.',
  symptom: 'the monitor is there, its targets never appear, and nothing logs why',
  proof:
    "the selectors of the Prometheus objects against the monitor's labels and namespace; the monitor's selector and port names against Services and pods",
  causedBy: [],
  needs: ['operator', 'time'],
  judge({ operator, time: { nowMs } }) {
    if (!operator) return notApplicable('no Prometheus operator was found');
    if (operator.unlisted !== undefined) return cannotTell(`the Prometheus objects and monitors: ${operator.unlisted}`);
    if (operator.prometheuses === 0) return notApplicable('there is no Prometheus object');
    return answerOf(
      operator.monitors.map((monitor) => judge(monitor, nowMs)),
      'there are no monitors',
    );
  },
});

function judge(monitor: MonitorSight, atMs: number): Verdict {
  const { kind, namespace, name, selections, missingPorts, backing } = monitor;
  const unknown = selections.find(({ is }) => is === 'unknown');
  const selected = selections.find(({ is }) => is === 'selected');
  if (!selected) return unknown ? unseen(`${unknown.because} (${unknown.by}, ${kind} ${namespace}/${name})`) : notSelected(monitor, atMs);
  const what = kind === 'ServiceMonitor' ? 'Service' : 'pod';
  if (backing === undefined) return unseen(`the ${what}s that ${kind} ${namespace}/${name} selects`);
  if (backing === 0) return selectsNothing(monitor, what, atMs);
  const [port] = missingPorts;
  if (!port) return WELL;
  const isNumber = /^\d+$/.test(port.asked);
  return failing({
    subject: subjectOf(monitor),
    title: `${kind} ${namespace}/${name} names a port that no ${what} has`,
    because: `${selected.by} selects it, it selects ${backing} ${what}${backing === 1 ? '' : 's'}, and asks for port "${port.asked}": ${port.offered.length === 0 ? 'their ports have no names' : `they have ${port.offered.join(', ')}`}.${isNumber ? ' A monitor names ports by their names, not by numbers.' : ''} Such an endpoint is left out, without a word.`,
    remedy: `Write the name of the ${what}'s port in its endpoint${port.offered[0] === undefined ? ', and give the port a name' : ` (port: ${port.offered[0]})`}.`,
    evidence: [{ atMs, says: `${kind} ${namespace}/${name}: port ${port.asked}` }],
  });
}

function notSelected(monitor: MonitorSight, atMs: number): Verdict {
  const { kind, namespace, name, selections } = monitor;
  const [first] = selections;
  return failing({
    subject: subjectOf(monitor),
    title: `No Prometheus selects ${kind} ${namespace}/${name}`,
    because: `${selections.map(({ by, because }) => `${by}: ${because}`).join('; ')}. None of these scrapes what it describes, and the operator says nothing of it.`,
    remedy: `Give it the labels that ${first?.by ?? 'the Prometheus'} selects by, or widen that selector (kube-prometheus-stack: serviceMonitorSelectorNilUsesHelmValues: false selects all).`,
    evidence: selections.map(({ by, because }) => ({ atMs, says: `${by}: ${because}` })),
  });
}

/** Charts come with monitors of what a managed cluster hides: that is no trouble, and good to know. */
function selectsNothing(monitor: MonitorSight, what: string, atMs: number): Verdict {
  const { kind, namespace, name } = monitor;
  return failing({
    subject: subjectOf(monitor),
    severity: 'info',
    title: `${kind} ${namespace}/${name} selects no ${what}`,
    because: `No ${what} in the namespaces that it looks at has the labels that it selects by: it makes no target.`,
    remedy: `Compare its selector and namespaceSelector with the ${what}s' labels, or delete it if what it describes is not there.`,
    evidence: [{ atMs, says: `${kind} ${namespace}/${name}: 0 ${what}s selected` }],
  });
}

function subjectOf({ kind, namespace, name }: MonitorSight): string {
  return `${kind}/${namespace}/${name}`;
}
