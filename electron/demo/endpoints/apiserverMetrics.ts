import type { Exposition } from '../../../shared/exposition/exposition';
import type { KubeObject, ObjectStore } from '../objects';
import type { Running } from '../world/running';
import type { CatalogMoment } from './catalogFamily';
import { catalogOf, samplesOfCatalog } from './catalogs';
import { goNumber } from './goNumber';
import { fieldList, statusOf } from './objectFields';
import { apiserverStartedMs } from './processStart';

/** The text of the apiserver's own /metrics: which APIServices are unavailable and how many objects there are is true. */
export function apiserverMetricsText(running: Running, objects: ObjectStore): string {
  return catalogOf('apiserver').render(momentOf(running, objects));
}

/** The same as samples. */
export function apiserverSamples(
  running: Running,
  objects: ObjectStore,
  wanted: ((name: string) => boolean) | undefined,
): Exposition | undefined {
  return samplesOfCatalog('apiserver', momentOf(running, objects), wanted);
}

function momentOf(running: Running, objects: ObjectStore): CatalogMoment {
  const apiServices = objects.list('apiservices.apiregistration.k8s.io');
  const own = new Map([['aggregator_unavailable_apiservice', apiServices.map(unavailable).sort().join('')]]);
  for (const family of ['apiserver_resource_objects', 'apiserver_storage_objects']) own.set(family, objectCounts(family, objects));
  return { startedMs: apiserverStartedMs(running, objects), nowMs: running.nowMs, own };
}

function unavailable(object: KubeObject): string {
  const available = fieldList(statusOf(object), 'conditions').find((condition) => condition['type'] === 'Available');
  const value = available?.['status'] === 'True' ? 0 : 1;
  return `aggregator_unavailable_apiservice{name="${object.metadata.name}"} ${value}\n`;
}

/** One row for each resource that the recorded apiserver counted; the store is asked for the number. */
function objectCounts(family: string, objects: ObjectStore): string {
  const series = catalogOf('apiserver').families.find((candidate) => candidate.n === family)?.s ?? [];
  return series
    .map((line) => {
      const labels = line.split('\t')[0] ?? '';
      const [, group = ''] = /group="([^"]*)"/.exec(labels) ?? [];
      const [, resource = ''] = /resource="([^"]*)"/.exec(labels) ?? [];
      const count = objects.list(group === '' ? resource : `${resource}.${group}`).length;
      return `${family}{${labels}} ${goNumber(count)}\n`;
    })
    .join('');
}
