import apiserver from '../../../assets/catalogs/apiserver.json';
import ksmTelemetry from '../../../assets/catalogs/kube-state-metrics-telemetry.json';
import kubelet from '../../../assets/catalogs/kubelet.json';
import metricsServer from '../../../assets/catalogs/metrics-server.json';
import nodeExporter from '../../../assets/catalogs/node-exporter.json';
import prometheus from '../../../assets/catalogs/prometheus.json';
import adapter from '../../../assets/catalogs/prometheus-adapter.json';
import { type Catalog, readCatalog } from './catalog';
import type { CatalogFamily, CatalogMoment } from './catalogFamily';
import { SampleList } from './sampleWriter';

const sources: Readonly<Record<CatalogName, readonly CatalogFamily[]>> = {
  kubelet: kubelet.families,
  apiserver: apiserver.families,
  'metrics-server': metricsServer.families,
  'prometheus-adapter': adapter.families,
  'node-exporter': nodeExporter.families,
  'kube-state-metrics-telemetry': ksmTelemetry.families,
  prometheus: prometheus.families,
};

export type CatalogName =
  | 'kubelet'
  | 'apiserver'
  | 'metrics-server'
  | 'prometheus-adapter'
  | 'node-exporter'
  | 'kube-state-metrics-telemetry'
  | 'prometheus';

const read = new Map<CatalogName, Catalog>();

/** The recorded families of a component, prepared once. */
export function catalogOf(name: CatalogName): Catalog {
  const known = read.get(name);
  if (known !== undefined) return known;
  const catalog = readCatalog(sources[name]);
  read.set(name, catalog);
  return catalog;
}

/** The samples of a catalog at that moment, without their text; undefined where there is no moment. */
export function samplesOfCatalog(
  name: CatalogName,
  moment: CatalogMoment | undefined,
  wanted: ((name: string) => boolean) | undefined,
): SampleList | undefined {
  if (moment === undefined) return undefined;
  const catalog = catalogOf(name);
  const list = new SampleList(catalog.described, wanted);
  catalog.write(moment, list);
  return list;
}
