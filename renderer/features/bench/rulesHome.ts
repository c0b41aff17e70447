import type { BenchJob, RulesHome, RulesKind } from '../../../shared/contract/bench';
import { assertNever } from '../../../shared/model/result';
import { texts } from '../../texts/catalogue';

const t = texts.bench.home;

/** Where the rules of a job live, as a sentence, and the command that shows them there. */
export function homeWords(
  { name, home }: Pick<BenchJob, 'name' | 'home'>,
  kind: RulesKind,
): { readonly says: string; readonly command?: string } {
  switch (home.kind) {
    case 'config-map':
      return {
        says: [t['config-map'](home.namespace, home.name, home.key, name), ...(kind === 'write' ? [t.remoteWrite] : [])].join(' '),
        command: `kubectl -n ${home.namespace} edit configmap ${home.name}`,
      };
    case 'monitor': {
      const says = t.monitor(home.resource, home.namespace, home.name, fieldOf(home, kind));
      return {
        says: kind === 'target' ? `${says} ${t.operatorTargets}` : says,
        command: `kubectl -n ${home.namespace} edit ${home.resource.toLowerCase()}s.monitoring.coreos.com ${home.name}`,
      };
    }
    case 'unknown':
      return { says: [t.unknown(home.because), ...(kind === 'write' ? [t.remoteWrite] : [])].join(' ') };
    default:
      return assertNever(home);
  }
}

type Monitor = Extract<RulesHome, { kind: 'monitor' }>;

/** The field of the operator's object (prometheus-operator, API monitoring.coreos.com). */
export function fieldOf({ resource, endpoint = 0 }: Monitor, kind: RulesKind): string {
  const list = kind === 'metric' ? 'metricRelabelings' : 'relabelings';
  switch (resource) {
    case 'ServiceMonitor':
      return `spec.endpoints[${endpoint}].${list}`;
    case 'PodMonitor':
      return `spec.podMetricsEndpoints[${endpoint}].${list}`;
    case 'Probe':
      return kind === 'metric' ? 'spec.metricRelabelings' : 'spec.targets';
    case 'ScrapeConfig':
      return kind === 'metric' ? 'spec.metricRelabelings' : 'spec.relabelings';
    default:
      return assertNever(resource);
  }
}

const FIELDS: readonly (readonly [string, string])[] = [
  ['source_labels', 'sourceLabels'],
  ['target_label', 'targetLabel'],
];

/** The rules as the operator's objects spell them: two of the fields have other names there. */
export function operatorText(text: string): string {
  return FIELDS.reduce((left, [from, to]) => left.replaceAll(new RegExp(`^(\\s*(?:- )?|.*[{,]\\s*)${from}:`, 'gm'), `$1${to}:`), text);
}
