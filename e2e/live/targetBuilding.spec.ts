import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { withinNamespaces } from '../../shared/relabel/discovery/namespaces';
import { readScrape, type ScrapeConfig } from '../../shared/relabel/scrapeConfig';
import { type AttachMetadata, type ClusterObjects, type DiscoveryRole, discoverTargets } from '../../shared/relabel/target';
import { poolTargets } from '../../shared/relabel/targetPool';
import { run } from '../support/commandLine';
import { ADMIN, KIT, KUBECTL } from '../support/realCluster';

/** Pods come and go: both sides are read again until they were of one moment. */
const SETTLE = { timeout: 180_000, intervals: [2_000, 5_000] };

type Labels = Readonly<Record<string, string>>;
interface SdConfig {
  readonly role: DiscoveryRole;
  readonly namespaces?: { readonly names?: readonly string[] };
  readonly attach_metadata?: AttachMetadata;
  readonly selectors?: readonly unknown[];
}
interface Job extends ScrapeConfig {
  readonly job_name: string;
  readonly kubernetes_sd_configs?: readonly SdConfig[];
}

const LISTS: Readonly<Record<keyof ClusterObjects, string>> = {
  nodes: 'nodes',
  namespaces: 'namespaces',
  pods: 'pods',
  services: 'services',
  endpoints: 'endpoints',
  endpointSlices: 'endpointslices.discovery.k8s.io',
  ingresses: 'ingresses.networking.k8s.io',
};

async function kubectl(...words: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(KUBECTL, ['--kubeconfig', ADMIN, ...words]);
  if (code !== 0) throw new Error(`kubectl ${words.join(' ')}: ${stderr}`);
  return stdout;
}

async function objects(): Promise<ClusterObjects> {
  const lists = Object.entries(LISTS).map(async ([field, resource]) => {
    const { items }: { items: readonly object[] } = JSON.parse(await kubectl('get', resource, '-A', '-o', 'json'));
    return [field, items] as const;
  });
  return Object.fromEntries(await Promise.all(lists));
}

/** The API of the first Service that looks like a Prometheus, through the apiserver's proxy. */
async function prometheusApi(path: string): Promise<unknown> {
  const { items }: { items: readonly { metadata: { namespace: string; name: string }; spec: { ports: readonly { port: number }[] } }[] } =
    JSON.parse(await kubectl('get', 'services', '-A', '-o', 'json'));
  const service = items.find(
    ({ metadata, spec }) => /^prometheus(-k8s|-server|-operated)?$/.test(metadata.name) && spec.ports.some(({ port }) => port === 9090),
  );
  if (service === undefined) throw new Error('no Service of a Prometheus was found');
  const { namespace, name } = service.metadata;
  const { data }: { data: unknown } = JSON.parse(
    await kubectl('get', '--raw', `/api/v1/namespaces/${namespace}/services/${name}:9090/proxy${path}`),
  );
  return data;
}

interface Told {
  readonly activeTargets: readonly { scrapePool: string; scrapeUrl: string; labels: Labels; discoveredLabels: Labels }[];
  readonly droppedTargets: readonly { scrapePool?: string; discoveredLabels: Labels }[];
}

const visible = (labels: Labels): Labels => Object.fromEntries(Object.entries(labels).filter(([name]) => !name.startsWith('__')));

/**
 * By roles endpoints and endpointslice Prometheus reads a pod anew only when its phase, or the endpoint, changes (discovery/kubernetes/endpoints.go,
 * prometheus/prometheus#13337). What changes without that stays as it was there: whether the pod is ready, and the annotation that the cluster's
 * faults write on its Prometheus.
 */
const UNSEEN = /^__meta_kubernetes_pod_(ready|annotation(present)?_hopscope_reload)$/;
const isOfEndpoint = (labels: Labels): boolean => Object.keys(labels).some((name) => name.startsWith('__meta_kubernetes_endpoint'));

/** As texts that can be compared whatever their order. */
function sorted(
  list: readonly { readonly job: string; readonly discovered: Labels; readonly labels?: Labels; readonly url?: string }[],
): readonly string[] {
  const inOrder = (labels: Labels | undefined) =>
    Object.entries(labels ?? {})
      .filter(([name]) => !(isOfEndpoint(labels ?? {}) && UNSEEN.test(name)))
      .sort(([a], [b]) => (a < b ? -1 : 1));
  return list.map(({ job, discovered, labels, url }) => JSON.stringify([job, url, inOrder(labels), inOrder(discovered)])).sort();
}

function poolOf(job: Job, all: ClusterObjects) {
  const scrape = readScrape(job);
  if (!scrape.ok) throw new Error(`${job.job_name}: ${scrape.error.path}: ${scrape.error.message}`);
  const discovered = (job.kubernetes_sd_configs ?? []).flatMap(({ role, namespaces, attach_metadata: attach }) =>
    discoverTargets(role, withinNamespaces(all, namespaces?.names ?? []), attach),
  );
  return poolTargets(discovered, scrape.value);
}

test("targets built of the cluster's objects are those of its Prometheus, active and dropped", async () => {
  test.skip(KIT === undefined, 'needs the cluster kit');
  test.setTimeout(240_000);
  await expect(async () => {
    const { yaml } = (await prometheusApi('/api/v1/status/config')) as { yaml: string };
    const config: { scrape_configs: readonly Job[] } = parse(yaml);
    // Selectors are the API server's to apply: what they leave is not known from whole lists.
    const jobs = config.scrape_configs.filter((job) => job.kubernetes_sd_configs?.every(({ selectors }) => selectors === undefined));
    const names = new Set(jobs.map(({ job_name: name }) => name));
    const all = await objects();
    const told = (await prometheusApi('/api/v1/targets?state=any')) as Told;
    const pools = jobs.map((job) => ({ job: job.job_name, ...poolOf(job, all) }));
    const active = pools.flatMap(({ job, active: kept }) =>
      kept.map(({ discovered, labels, url }) => ({ job, discovered, labels: visible(labels), url })),
    );
    const dropped = pools.flatMap(({ job, dropped: gone }) => gone.map((discovered) => ({ job, discovered })));
    expect(jobs.length).toBeGreaterThan(0);
    expect(sorted(active)).toEqual(
      sorted(
        told.activeTargets
          .filter(({ scrapePool }) => names.has(scrapePool))
          .map(({ scrapePool, scrapeUrl, labels, discoveredLabels }) => ({
            job: scrapePool,
            discovered: discoveredLabels,
            labels,
            url: scrapeUrl,
          })),
      ),
    );
    const jobOf = (scrapePool: string | undefined, labels: Labels) => scrapePool ?? labels['job'] ?? '';
    expect(sorted(dropped)).toEqual(
      sorted(
        told.droppedTargets
          .map(({ scrapePool, discoveredLabels }) => ({ job: jobOf(scrapePool, discoveredLabels), discovered: discoveredLabels }))
          .filter(({ job }) => names.has(job)),
      ),
    );
  }).toPass(SETTLE);
});
