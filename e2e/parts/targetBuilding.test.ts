import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parse, stringify } from 'yaml';
import { withinNamespaces } from '../../shared/relabel/discovery/namespaces';
import { readScrape, type ScrapeConfig } from '../../shared/relabel/scrapeConfig';
import { type ClusterObjects, type DiscoveryRole, discoverTargets } from '../../shared/relabel/target';
import { poolTargets } from '../../shared/relabel/targetPool';

/**
 * Debian's Prometheus 2.42 is given what we discover in recorded objects, by file_sd with the __meta_ labels, and has to make the
 * targets of it that we make. Differences of 2.42 that are known and taken out of the comparison:
 * - file_sd adds __meta_filepath to what was discovered;
 * - where an address has no port, 2.x appends :80 or :443 by the scheme, also to `instance` and the URL (3.x does not);
 * - dropped targets are told without their job: they are compared all together;
 * - of active targets it tells as discovered what its rules have written since over `__address__`, `job` and `instance`: only the
 *   __meta_ labels of these are compared, while of dropped ones all are;
 * - of several that become one target it shows, by chance, the discovered labels of any.
 */
const BIN = process.env['HOPSCOPE_DEBIAN_BIN'] ?? '/usr/bin';
/** Nothing listens there: no target is ever contacted. */
const NOWHERE = 'http://127.0.0.1:9';

type Labels = Readonly<Record<string, string>>;
interface Job extends ScrapeConfig {
  readonly job_name: string;
  readonly kubernetes_sd_configs?: readonly {
    readonly role: DiscoveryRole;
    readonly namespaces?: { readonly names?: readonly string[] };
  }[];
}

const recorded: { readonly configYaml: string; readonly objects: ClusterObjects } = JSON.parse(
  fs.readFileSync(new URL('../fixtures/relabel/cluster.json', import.meta.url), 'utf8'),
);
const config: { readonly scrape_configs: readonly Job[] } = parse(recorded.configYaml);
const jobs = config.scrape_configs.filter((job) => job.kubernetes_sd_configs !== undefined);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-targets-'));
let prometheus: ChildProcess;
let told: Told;

interface Told {
  readonly activeTargets: readonly { scrapePool: string; scrapeUrl: string; labels: Labels; discoveredLabels: Labels }[];
  readonly droppedTargets: readonly { discoveredLabels: Labels }[];
}

beforeAll(async () => {
  for (const job of jobs) fs.writeFileSync(fileOf(job), JSON.stringify(discovered(job).map(toGroup)));
  fs.writeFileSync(path.join(folder, 'prometheus.yml'), stringify({ scrape_configs: jobs.map(toFileSd) }));
  const port = await freePort();
  const words = [`--config.file=${folder}/prometheus.yml`, `--storage.tsdb.path=${folder}/data`, `--web.listen-address=127.0.0.1:${port}`];
  prometheus = spawn(path.join(BIN, 'prometheus'), words, { stdio: 'ignore' });
  const all = jobs.reduce((sum, job) => sum + poolOf(job).active.length + poolOf(job).dropped.length, 0);
  await vi.waitFor(
    async () => {
      told = await targetsOf(port);
      expect(told.activeTargets.length + told.droppedTargets.length).toBe(all);
    },
    { timeout: 60_000, interval: 300 },
  );
});

afterAll(() => {
  prometheus.kill('SIGTERM');
  fs.rmSync(folder, { recursive: true, force: true });
});

function discovered(job: Job): readonly Labels[] {
  return (job.kubernetes_sd_configs ?? []).flatMap(({ role, namespaces }) =>
    discoverTargets(role, withinNamespaces(recorded.objects, namespaces?.names ?? [])),
  );
}

function poolOf(job: Job) {
  const scrape = readScrape(job);
  if (!scrape.ok) throw new Error(`${scrape.error.path}: ${scrape.error.message}`);
  return poolTargets(discovered(job), scrape.value);
}

function toGroup({ __address__: address = '', ...labels }: Labels): object {
  return { targets: [address], labels };
}

const fileOf = ({ job_name: name }: Job): string => path.join(folder, `${name.replaceAll(/\W/g, '_')}.json`);

function toFileSd(job: Job): object {
  const { job_name, scheme, metrics_path, scrape_interval, scrape_timeout, params, relabel_configs } = job;
  const made = { job_name, scheme, metrics_path, scrape_interval, scrape_timeout, params, relabel_configs };
  return { ...made, proxy_url: NOWHERE, file_sd_configs: [{ files: [fileOf(job)] }] };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function targetsOf(port: number): Promise<Told> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/targets?state=any`).catch(() => undefined);
  if (answer?.ok !== true) return { activeTargets: [], droppedTargets: [] };
  const { data }: { data: Told } = await answer.json();
  return data;
}

function withPort(address: string, scheme: string | undefined): string {
  return /:\d+$/.test(address) ? address : `${address}:${scheme === 'https' ? 443 : 80}`;
}

const visible = (labels: Labels): Labels => Object.fromEntries(Object.entries(labels).filter(([name]) => !name.startsWith('__')));
const metaOf = (labels: Labels): Labels =>
  Object.fromEntries(Object.entries(withoutFile(labels)).filter(([name]) => name.startsWith('__meta_')));
const withoutFile = ({ __meta_filepath: _file, ...labels }: Labels): Labels => labels;
const sorted = (list: readonly object[]): readonly string[] => list.map((one) => JSON.stringify(inOrder(one))).sort();

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => [name, inOrder(each)]),
  );
}

describe("targets as Debian's Prometheus 2.42 makes them", () => {
  it.each(jobs.map((job) => [job.job_name, job] as const))('job %s: labels and URLs of what is kept', (name, job) => {
    const ours = poolOf(job).active.map(({ labels, url }) => {
      const bare = labels['__address__'] ?? '';
      const address = withPort(bare, labels['__scheme__']);
      const instance = labels['instance'] === bare ? address : labels['instance'];
      return {
        labels: visible({ ...labels, ...(instance === undefined ? {} : { instance }) }),
        url: url.replace(bare, address),
      };
    });
    const theirs = told.activeTargets.filter(({ scrapePool }) => scrapePool === name);
    expect(ours.length).toBeGreaterThan(0);
    expect(sorted(ours)).toEqual(sorted(theirs.map(({ labels, scrapeUrl }) => ({ labels, url: scrapeUrl }))));
    const found = new Set(sorted(discovered(job).map(metaOf)));
    for (const meta of sorted(theirs.map(({ discoveredLabels }) => metaOf(discoveredLabels)))) expect(found).toContain(meta);
  });

  it('and what it drops', () => {
    const ours = jobs.flatMap((job) => poolOf(job).dropped);
    expect(ours.length).toBeGreaterThan(0);
    expect(sorted(ours)).toEqual(sorted(told.droppedTargets.map(({ discoveredLabels }) => withoutFile(discoveredLabels))));
  });
});
