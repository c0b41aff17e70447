import { assertNever, failed, ok, type Result } from '../model/result';
import { type Attached, attachedBy } from './discovery/attached';
import { serviceLookup } from './discovery/behindService';
import type { AttachMetadata, ClusterObjects } from './discovery/clusterObjects';
import { endpointSliceTargets } from './discovery/endpointSlice';
import { endpointsTargets } from './discovery/endpoints';
import { ingressTargets } from './discovery/ingress';
import { nodeTargets } from './discovery/node';
import { podTargets } from './discovery/pod';
import { serviceTargets } from './discovery/service';
import { parseDuration } from './duration';
import { relabel, relabeled } from './evaluate';
import type { ConfigError } from './rule';
import { readScrape, type Scrape, type ScrapeConfig } from './scrapeConfig';
import { targetUrl } from './targetUrl';

export type { AttachMetadata, ClusterObjects } from './discovery/clusterObjects';
export type { ScrapeConfig } from './scrapeConfig';

export type DiscoveryRole = 'node' | 'pod' | 'endpoints' | 'endpointslice' | 'service' | 'ingress';

export interface Target {
  /** False where a rule dropped it; the labels are then those that stood at that rule. */
  readonly kept: boolean;
  /** With those that begin with __, without __meta_. */
  readonly labels: Record<string, string>;
  readonly url?: string;
}

/**
 * The labels that Prometheus 3.10 discovers by kubernetes_sd_configs, one record for each target, in the order of the
 * objects: `__address__`, `__meta_kubernetes_*`, for nodes `instance`. Empty ones are left out. Which namespaces are
 * seen is the caller's to choose (discovery/namespaces.ts).
 */
export function discoverTargets(
  role: DiscoveryRole,
  objects: ClusterObjects,
  attach: AttachMetadata = {},
): readonly Record<string, string>[] {
  return targetsOf(role, objects, attachedBy(attach, objects));
}

function targetsOf(role: DiscoveryRole, objects: ClusterObjects, attached: Attached): readonly Record<string, string>[] {
  const lookup = serviceLookup(objects);
  switch (role) {
    case 'node':
      return (objects.nodes ?? []).flatMap(nodeTargets);
    case 'pod':
      return (objects.pods ?? []).flatMap((pod) => podTargets(pod, attached));
    case 'endpoints':
      return (objects.endpoints ?? []).flatMap((endpoints) => endpointsTargets(endpoints, lookup, attached));
    case 'endpointslice':
      return (objects.endpointSlices ?? []).flatMap((slice) => endpointSliceTargets(slice, lookup, attached));
    case 'service':
      return (objects.services ?? []).flatMap((service) => serviceTargets(service, attached));
    case 'ingress':
      return (objects.ingresses ?? []).flatMap((ingress) => ingressTargets(ingress, attached));
    default:
      return assertNever(role);
  }
}

/** A discovered target as a scrape_config takes it: relabelled, checked, with its URL (prometheus scrape/target.go). */
export function buildTarget(discovered: Record<string, string>, scrape: ScrapeConfig): Result<Target, ConfigError> {
  const read = readScrape(scrape);
  return read.ok ? buildTargetOf(discovered, read.value) : read;
}

/** The same for a scrape_config that is read once for many targets. */
export function buildTargetOf(discovered: Readonly<Record<string, string>>, scrape: Scrape): Result<Target, ConfigError> {
  const before = withDefaults(discovered, scrape);
  const relabelled = relabeled(before, scrape.rules);
  // Where a rule dropped it is asked only of what was dropped: the steps cost more than the rules.
  if (relabelled === undefined) return ok({ kept: false, labels: relabel(before, scrape.rules).labels });
  const error = targetError(relabelled);
  if (error !== undefined) return failed(error);
  const labels = finished(relabelled);
  return ok({ kept: true, labels, url: targetUrl(labels, scrape.params) });
}

/** What Prometheus lists as discoveredLabels: everything a target has before its first relabel rule. */
export function withDefaults(discovered: Readonly<Record<string, string>>, scrape: Scrape): Record<string, string> {
  const labels = Object.fromEntries(Object.entries(discovered).filter(([, value]) => value !== ''));
  for (const [name, value] of scrape.defaults) {
    if (value !== '' && !Object.hasOwn(labels, name)) Object.assign(labels, { [name]: value });
  }
  return labels;
}

function finished(labels: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.fromEntries(Object.entries(labels).filter(([name]) => !name.startsWith('__meta_')));
  return { ...kept, instance: kept['instance'] ?? kept['__address__'] ?? '' };
}

function targetError(labels: Readonly<Record<string, string>>): ConfigError | undefined {
  const address = labels['__address__'] ?? '';
  if (address === '') return { path: '__address__', message: 'no address' };
  if (address.includes('/')) return { path: '__address__', message: `${JSON.stringify(address)} is not a valid hostname` };
  const broken = Object.keys(labels).find((name) => !name.startsWith('__meta_') && /\p{Surrogate}/u.test(labels[name] ?? ''));
  if (broken !== undefined) return { path: broken, message: `invalid label value for ${JSON.stringify(broken)}: it is not UTF-8` };
  return periodError(labels);
}

/** The periods once more: rules may have written others. */
function periodError(labels: Readonly<Record<string, string>>): ConfigError | undefined {
  const periods: number[] = [];
  for (const kind of ['interval', 'timeout']) {
    const path = `__scrape_${kind}__`;
    const period = parseDuration(labels[path] ?? '');
    if (!period.ok) return { path, message: `error parsing scrape ${kind}: ${period.error}` };
    if (period.value === 0) return { path, message: `scrape ${kind} cannot be 0` };
    periods.push(period.value);
  }
  const [interval = 0, timeout = 0] = periods;
  if (timeout <= interval) return undefined;
  const given = `${JSON.stringify(labels['__scrape_timeout__'])} > ${JSON.stringify(labels['__scrape_interval__'])}`;
  return { path: '__scrape_timeout__', message: `scrape timeout cannot be greater than scrape interval (${given})` };
}
