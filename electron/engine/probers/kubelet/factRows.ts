import { EACH, type JsonField } from '../../../../shared/json/fieldLines';
import { formatAge, formatCount } from '../../../../shared/model/format';
import type { Observation } from '../../../../shared/model/observation';
import type { Judgement } from '../prober';
import { field, ITEM_NAMES, inFields, showing } from '../showing';
import type { AuthModes, DirectLook, OwnMetrics, SlowLook, ValueAge } from './facts';

type Rows = Judgement['facts'];

/** What each path answered, one row each; what did not answer last, with its reason. */
export function answerFacts({ resource, slow }: DirectLook, age: ValueAge | undefined): Rows {
  const asked: readonly Observation<unknown>[] = slow ? [resource, ...Object.values(slow)] : [resource];
  return [
    ...row('containers in /metrics/resource', resource, (value) => String(value.containers), 'container_cpu_usage_seconds_total'),
    ...row(
      'age of its values',
      resource,
      () => (age ? `${formatAge(age.newest)} to ${formatAge(age.oldest)}` : 'they have no timestamps'),
      'node_cpu_usage_seconds_total',
    ),
    ...(slow ? slowFacts(slow) : []),
    ...asked.flatMap((seen) =>
      seen.state === 'ok' ? [] : [{ label: seen.request, value: `${seen.state}: ${seen.because}`, evidence: seen.evidence[0] }],
    ),
  ];
}

/** Of the configuration: what authModes says. */
const AUTH_FIELDS: readonly JsonField[] = [
  field('kubeletconfig', 'authentication', 'anonymous', 'enabled'),
  field('kubeletconfig', 'authentication', 'webhook', 'enabled'),
  field('kubeletconfig', 'authorization', 'mode'),
  field('kubeletconfig', 'readOnlyPort'),
];

function slowFacts({ metrics, summary, configz, pods, probes, readOnly }: SlowLook): Rows {
  return [
    ...row('own metrics', metrics, (value) => `${value.families} families, ${formatCount(value.samples)} samples`),
    ...row('running pods, by its own count', metrics, (value) => value.counts.runningPods?.toString(), 'kubelet_running_pods'),
    ...row('container stats from', metrics, statsSource, 'kubernetes_feature_enabled'),
    ...row('serving certificate expires', metrics, certificateExpiry, 'kubelet_certificate_manager_server_ttl_seconds'),
    ...row(
      '/stats/summary',
      summary,
      (value) => `${value.pods} pods, ${value.containers.length} containers`,
      field('pods', EACH, 'podRef', 'name'),
    ),
    ...row('/pods', pods, (value) => `${value.pods} pods`, ITEM_NAMES),
    ...row('/metrics/probes', probes, (value) => `${value.probes} probe counters`, 'prober_probe_total'),
    ...row('who may read it', configz, authModes, ...AUTH_FIELDS),
    ...(readOnly ? row('read-only port', readOnly, () => 'answers whoever reaches the node, without credentials') : []),
  ];
}

/** `shows`: samples by name, or fields of JSON. */
function row<T>(
  label: string,
  seen: Observation<T>,
  say: (value: T) => string | undefined,
  ...shows: readonly string[] | readonly JsonField[]
): Rows {
  const value = seen.state === 'ok' ? say(seen.value) : undefined;
  const [names, fields] = [
    shows.flatMap((one) => (typeof one === 'string' ? one : [])),
    shows.flatMap((one) => (typeof one === 'string' ? [] : one)),
  ];
  const [proof] = seen.evidence;
  const evidence = fields.length > 0 ? inFields(proof, ...fields) : names.length > 0 ? showing(proof, ...names) : proof;
  return value === undefined ? [] : [{ label, value, evidence }];
}

function statsSource({ statsFromCri }: OwnMetrics): string | undefined {
  if (statsFromCri === undefined) return undefined;
  return statsFromCri ? 'the runtime (CRI, PodAndContainerStatsFromCRI)' : 'cAdvisor';
}

/** kubelet_certificate_manager_server_ttl_seconds counts down below zero; without rotation it is +Inf or not there. */
function certificateExpiry({ servingCertificateTtlSeconds: seconds }: OwnMetrics): string | undefined {
  if (seconds === undefined) return undefined;
  return seconds > 0 ? `in ${formatAge(seconds)}` : `${formatAge(-seconds)} ago: EXPIRED`;
}

function authModes(auth: AuthModes): string {
  return [
    auth.anonymous ? 'anonymous allowed' : 'no anonymous',
    auth.webhook ? 'tokens by webhook' : 'no token webhook',
    `authorization ${auth.authorization ?? '?'}`,
    auth.readOnlyPort === 0 ? 'read-only port closed' : `read-only port ${auth.readOnlyPort} OPEN`,
  ].join(', ');
}
