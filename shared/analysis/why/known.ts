import { allFamilies, type KnownFamily, knownFamilies, removed, renamed } from '../../knowledge/metricCatalogue';
import { nearestNames } from '../../knowledge/nearestName';
import { plural } from './labels';
import type { WhyQuestion, WhyScene } from './scene';
import { lost, passed, type Stage } from './stage';

/** Written by Prometheus itself for each target and alert: nobody exposes them. */
const BY_PROMETHEUS =
  /^(up|scrape_(duration_seconds|samples_scraped|samples_post_metric_relabeling|series_added|body_size_bytes|timeout_seconds|sample_limit)|ALERTS|ALERTS_FOR_STATE)$/;

/** Who makes the metric: that decides which stages it goes through. */
export type Origin = 'exposed' | 'recorded' | 'prometheus' | 'adapter';

export function originOf({ recorded, hpas, sources }: WhyScene, { metric }: WhyQuestion): Origin {
  if (BY_PROMETHEUS.test(metric)) return 'prometheus';
  if (recorded.state === 'seen' && recorded.value.includes(metric)) return 'recorded';
  const exposed = sources.some(({ exposition }) => exposition.state === 'seen' && exposition.value.described);
  const asked = hpas.some(({ metrics }) => metrics.some(({ type, name }) => name === metric && isCustom(type)));
  return !exposed && asked && knownFamilies(metric).length === 0 ? 'adapter' : 'exposed';
}

export function isCustom(type: string): boolean {
  return type === 'Pods' || type === 'Object' || type === 'External';
}

/** Is there such a name at all? A name that nobody knows may still be an application's. */
export function known(scene: WhyScene, { metric }: WhyQuestion, origin: Origin): Stage {
  if (origin === 'prometheus') return passed('Prometheus writes it itself, for each target or alert');
  if (origin === 'recorded') return passed('a recording rule writes it');
  if (origin === 'adapter') return passed('nobody exposes it under this name: it is a metric of the custom or external metrics API');
  const exposing = scene.sources.filter(({ exposition }) => exposition.state === 'seen' && exposition.value.described);
  const was = renamed(metric);
  if (was !== undefined && exposing.length === 0) return lost(`it is ${was.is} since ${was.since}`, `Ask for ${was.is}.`);
  const gone = removed(metric);
  if (gone !== undefined && exposing.length === 0) return lost(`it was removed in ${gone.since}`, gone.instead);
  const rows = knownFamilies(metric);
  if (rows.length > 0) return passed(rows.map(sayRow).join('; '), sourceOf(rows));
  if (exposing.length > 0)
    return passed(`not in the catalogue, but ${plural(exposing.length, 'source')} here ${exposing.length === 1 ? 'exposes' : 'expose'} it`);
  if (scene.lately.state === 'seen' && scene.lately.value.length > 0)
    return passed('not in the catalogue, but it was stored in the last hour');
  const near = nearestNames(metric, namesOf(scene));
  const says = 'nobody here exposes it, and it is not in the catalogue';
  return near.length === 0 ? lost(says, 'Check the name.') : lost(`${says}; near: ${near.join(', ')}`, `Did you mean ${near[0]}?`);
}

function sayRow({ component, type, stage, needs }: KnownFamily): string {
  const needed = needs === undefined ? undefined : component === 'cadvisor' ? `option group ${needs}` : needs;
  return [component, needed, type, stage].filter((part) => part !== undefined).join(', ');
}

function sourceOf(rows: readonly KnownFamily[]) {
  return { says: rows.map(({ source, version }) => `${source} (${version})`).join('; ') };
}

function* namesOf({ sources }: WhyScene): Generator<string> {
  for (const { name } of allFamilies()) yield name;
  for (const { exposition } of sources) if (exposition.state === 'seen') yield* exposition.value.families;
}
