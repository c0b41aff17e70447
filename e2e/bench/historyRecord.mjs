// Scrapes for the history's bench: kubelet, cAdvisor and kube-state-metrics of a cluster, whole, every 15 s, through the apiserver.
import fs from 'node:fs';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { createGunzip, createGzip, gunzipSync } from 'node:zlib';
import { parse } from 'yaml';

const CACHE = path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'hopscope', 'history');
export const INTERVAL_MS = 15_000;
export const SCRAPES = 240;
/** More nodes bring more of the same. */
const MOST_NODES = 2;

/** `of`: "cluster" or "demo". Undefined: not recorded yet. */
export function recordingsOf(of) {
  const folder = path.join(CACHE, of);
  if (!fs.existsSync(path.join(folder, 'done.json'))) return undefined;
  const { at, from } = JSON.parse(fs.readFileSync(path.join(folder, 'done.json'), 'utf8'));
  const names = fs.readdirSync(folder).filter((name) => name.endsWith('.jsonl.gz'));
  return { at, from, files: names.map((name) => ({ name: name.replace(/\.jsonl\.gz$/, ''), file: path.join(folder, name) })) };
}

/** The scrapes of one target: when, and the text. */
export function scrapesIn(file) {
  return gunzipSync(fs.readFileSync(file))
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/**
 * Records SCRAPES scrapes of every target. `speed`: how much faster the cluster's time goes than ours (a demo's).
 * @param {{kubeconfig: string, of: 'cluster' | 'demo', speed?: number, say: (text: string) => void}} options
 */
export async function record({ kubeconfig, of, speed = 1, say }) {
  const folder = path.join(CACHE, of);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const ask = clientOf(kubeconfig);
  const targets = await targetsIn(ask);
  say(`recording ${targets.map(({ name }) => name).join(', ')}: ${SCRAPES} scrapes, ${(SCRAPES * INTERVAL_MS) / speed / 60_000} minutes`);
  const startMs = Date.now();
  await Promise.all(targets.map((target, index) => follow(target, index / targets.length)));
  fs.writeFileSync(path.join(folder, 'done.json'), JSON.stringify({ at: new Date().toISOString(), from: of }));

  /** Targets take their turns within the interval, as Prometheus spreads them. */
  async function follow({ name, url }, offset) {
    const out = createGzip();
    const written = fs.createWriteStream(path.join(folder, `${name}.jsonl.gz`));
    out.pipe(written);
    for (let scrape = 0; scrape < SCRAPES; scrape++) {
      await until(startMs + ((scrape + offset) * INTERVAL_MS) / speed);
      const atMs = Math.round(startMs + (Date.now() - startMs) * speed);
      const { status, body } = await ask(url);
      if (status === 200) out.write(`${JSON.stringify({ atMs, body })}\n`);
      else say(`${name}: ${status}`);
      if (scrape % 60 === 59) say(`${name}: ${scrape + 1}`);
    }
    out.end();
    await new Promise((resolve) => written.once('close', resolve));
  }
}

const until = (ms) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms - Date.now())));

async function targetsIn(ask) {
  const nodes = JSON.parse((await ask('/api/v1/nodes')).body).items.map(({ metadata }) => metadata.name);
  const services = JSON.parse((await ask('/api/v1/services')).body).items;
  const ksm = services.find(({ metadata }) => metadata.name.includes('kube-state-metrics'));
  const port = ksm?.spec.ports.find(({ name }) => /http|main/.test(name ?? '')) ?? ksm?.spec.ports[0];
  return [
    ...nodes.slice(0, MOST_NODES).flatMap((node) => [
      { name: `kubelet-${node}`, url: `/api/v1/nodes/${node}/proxy/metrics` },
      { name: `cadvisor-${node}`, url: `/api/v1/nodes/${node}/proxy/metrics/cadvisor` },
    ]),
    ...(ksm
      ? [
          {
            name: 'kube-state-metrics',
            url: `/api/v1/namespaces/${ksm.metadata.namespace}/services/${ksm.metadata.name}:${port.name ?? port.port}/proxy/metrics`,
          },
        ]
      : []),
  ];
}

/** One GET after another with the credentials of the kubeconfig's current context. */
function clientOf(file) {
  const config = parse(fs.readFileSync(file, 'utf8'));
  const { context } = config.contexts.find(({ name }) => name === config['current-context']);
  const { cluster } = config.clusters.find(({ name }) => name === context.cluster);
  const { user } = config.users.find(({ name }) => name === context.user);
  const pem = (of, key) =>
    of[`${key}-data`] ? Buffer.from(of[`${key}-data`], 'base64') : of[key] && fs.readFileSync(path.resolve(path.dirname(file), of[key]));
  const agent = new https.Agent({
    keepAlive: true,
    ca: pem(cluster, 'certificate-authority'),
    cert: pem(user, 'client-certificate'),
    key: pem(user, 'client-key'),
    rejectUnauthorized: cluster['insecure-skip-tls-verify'] !== true,
  });
  const headers = { 'accept-encoding': 'gzip', ...(user.token ? { authorization: `Bearer ${user.token}` } : {}) };
  return (url) =>
    new Promise((resolve) => {
      const request = https.get(`${cluster.server}${url}`, { agent, headers, timeout: 14_000 }, (response) => {
        const plain = response.headers['content-encoding'] === 'gzip' ? response.pipe(createGunzip()) : response;
        const parts = [];
        plain.on('data', (part) => parts.push(part));
        plain.on('error', () => resolve({ status: 0, body: '' }));
        plain.on('end', () => resolve({ status: response.statusCode, body: Buffer.concat(parts).toString('utf8') }));
      });
      request.on('timeout', () => request.destroy());
      request.on('error', () => resolve({ status: 0, body: '' }));
    });
}
