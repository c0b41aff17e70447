import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../electron/engine/clock';
import type { ClusterPort } from '../../electron/engine/cluster/port';
import { GapMemory } from '../../electron/engine/gaps/gapMemory';
import { GapReader } from '../../electron/engine/gaps/gapReader';
import type { Scan } from '../../electron/engine/gaps/scan';
import { seriesGaps } from '../../electron/engine/gaps/seriesGaps';
import { gapSource } from '../../electron/engine/gaps/source';
import { readTargets, type Target } from '../../electron/engine/probers/prometheus/api';
import type { Discovered, Endpoint } from '../../shared/model/component';
import { EMPTY_INVENTORY } from '../../shared/model/inventory';

/** Debian's Prometheus 2.42 scrapes targets each second that misbehave on a script; what is said of them must be what they did. */
const BIN = process.env['HOPSCOPE_DEBIAN_BIN'] ?? '/usr/bin';
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-gaps-'));
const INTERVAL_MS = 1_000;
/** Seconds of the script: targets misbehave, the scraper stands still, the scraper is started anew. */
const [FROM_S, TO_S, PAUSE_S, RESTART_S, END_S] = [8, 14, 20, 28, 38] as const;

let startedMs = 0;
/** From here on every target has samples. */
let scrapedMs = 0;
let webServer: http.Server;
let prometheus: ChildProcess;
let web = 0;
let api = 0;
const memory = new GapMemory();
let scan: Scan;
let latest: readonly Target[] = [];
const at = (second: number) => startedMs + second * 1_000;

/** Whether the script is in the time in which targets misbehave. */
function misbehaves(): boolean {
  const second = (systemClock.now() - startedMs) / 1_000;
  return second >= FROM_S && second < TO_S;
}

type Behave = (answer: http.ServerResponse) => void;

const plain = (answer: http.ServerResponse, text: string): void => {
  answer.setHeader('Content-Type', 'text/plain; version=0.0.4');
  answer.end(text);
};
const many = (count: number) => Array.from({ length: count }, (_, i) => `lab_value{i="${i}"} 1\n`).join('');
let tick = 0;

const TARGETS: Readonly<Record<string, Behave>> = {
  steady: (answer) => plain(answer, many(5)),
  down: (answer) => (misbehaves() ? answer.destroy() : plain(answer, many(5))),
  slow: (answer) => {
    if (misbehaves()) setTimeout(() => plain(answer, many(5)), 1_400);
    else plain(answer, many(5));
  },
  limited: (answer) => plain(answer, many(misbehaves() ? 50 : 5)),
  emptied: (answer) => plain(answer, many(misbehaves() ? 3 : 40)),
  restarted: (answer) => {
    const begun = (systemClock.now() - startedMs) / 1_000 >= TO_S - 1 ? at(TO_S - 2) : at(-100);
    if (misbehaves()) answer.destroy();
    else plain(answer, `process_start_time_seconds ${begun / 1_000}\n`);
  },
  undiscovered: (answer) => plain(answer, many(5)),
  vanishing: (answer) => plain(answer, misbehaves() ? 'lab_stays 1\n' : 'lab_stays 1\nlab_goes{a="1"} 1\n'),
  disordered: (answer) => plain(answer, `lab_ordered 1 ${misbehaves() ? at(FROM_S - 4) : systemClock.now()}\n`),
  flapping: (answer) => {
    tick += 1;
    plain(answer, `lab_flaps{replica="${Math.floor(tick / 4) % 2 === 0 ? 'a' : 'b'}"} 1\n`);
  },
};

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function config(): object {
  const jobs = Object.keys(TARGETS).map((name) => ({
    job_name: name,
    metrics_path: `/${name}`,
    ...(name === 'limited' ? { sample_limit: 10 } : {}),
    ...(name === 'undiscovered'
      ? { file_sd_configs: [{ files: [`${folder}/found.json`], refresh_interval: '1s' }] }
      : { static_configs: [{ targets: [`127.0.0.1:${web}`] }] }),
  }));
  const self = { job_name: 'prometheus', static_configs: [{ targets: [`127.0.0.1:${api}`] }] };
  return {
    global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
    rule_files: [`${folder}/rules.json`],
    scrape_configs: [self, ...jobs],
  };
}

function discover(found: boolean): void {
  fs.writeFileSync(`${folder}/found.json`, JSON.stringify(found ? [{ targets: [`127.0.0.1:${web}`] }] : []));
}

function startPrometheus(): void {
  const words = [`--config.file=${folder}/prometheus.json`, `--storage.tsdb.path=${folder}/data`, `--web.listen-address=127.0.0.1:${api}`];
  prometheus = spawn(path.join(BIN, 'prometheus'), words, { stdio: 'ignore' });
}

const ready = () =>
  vi.waitFor(async () => expect((await fetch(`http://127.0.0.1:${api}/-/ready`)).status).toBe(200), { timeout: 30_000, interval: 100 });

/** The one seam, over plain HTTP. */
const port: Pick<ClusterPort, 'send'> = {
  async send(request) {
    const began = systemClock.now();
    const answer = await fetch(`http://127.0.0.1:${api}${request.path}`);
    const body = new Uint8Array(await answer.arrayBuffer());
    return {
      kind: 'answer',
      request: `GET ${request.path}`,
      route: request.route,
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body,
      wireBytes: body.length,
      atMs: systemClock.now(),
      timings: { total: systemClock.now() - began },
    };
  },
};
const endpoint: Endpoint = { purpose: 'api', route: { via: 'direct', endpoint: 'lab' }, basePath: '' };
const found: Discovered = {
  id: 'prometheus/lab',
  kind: 'prometheus',
  card: 'prometheus',
  name: 'lab',
  pods: [],
  args: [],
  endpoints: [endpoint],
  confidence: 'proven',
  because: [],
};

/** What the prober's look brings: the targets with the errors of their last scrapes. */
async function look(): Promise<void> {
  const answer = await port
    .send({ route: endpoint.route, path: '/api/v1/targets?state=active', priority: 'screen' }, new AbortController().signal)
    .catch(() => undefined);
  if (answer?.kind !== 'answer' || answer.status !== 200) return;
  const targets = readTargets(answer);
  if (!targets.ok) return;
  latest = targets.value;
  const looks = new Map([['lab', { facts: { of: 'prometheus', targets: observed(targets.value) } }]]);
  memory.observe({ looks, inventory: { leases: {} }, clockOffsetMs: 0, discovered: [{ id: 'lab', kind: 'prometheus' }] });
}

function observed(value: readonly Target[]) {
  return {
    state: 'ok' as const,
    value,
    request: 'GET /api/v1/targets',
    route: 'direct',
    atMs: systemClock.now(),
    durationMs: 1,
    evidence: [],
  };
}

async function until(second: number): Promise<void> {
  while (systemClock.now() < at(second)) {
    await look();
    await systemClock.sleep(500);
  }
}

/** Prometheus takes some seconds until its targets are discovered, and up to an interval more for each. */
async function allScraped(): Promise<void> {
  while (latest.length === 0 || latest.some(({ health }) => health === 'unknown')) {
    await look();
    await systemClock.sleep(200);
  }
}

beforeAll(async () => {
  webServer = http.createServer((request, answer) => {
    const behave = TARGETS[(request.url ?? '').slice(1)];
    if (behave === undefined) answer.writeHead(404).end();
    else behave(answer);
  });
  await new Promise<void>((resolve) => webServer.listen(0, '127.0.0.1', resolve));
  const address = webServer.address();
  web = typeof address === 'object' && address !== null ? address.port : 0;
  api = await freePort();
  startedMs = systemClock.now() + 3_600_000;
  fs.writeFileSync(`${folder}/prometheus.json`, JSON.stringify(config()));
  const rules = [
    { record: 'lab:rate', expr: 'rate(lab_value{job="down"}[2s])' },
    { alert: 'LabDown', expr: 'up{job="down"} == 0' },
    { record: 'other:rate', expr: 'rate(lab_value{job="steady"}[5s])' },
  ];
  fs.writeFileSync(`${folder}/rules.json`, JSON.stringify({ groups: [{ name: 'lab', rules }] }));
  discover(true);
  startPrometheus();
  await ready();
  await systemClock.sleep(2_500);
  startedMs = systemClock.now();
  await allScraped();
  scrapedMs = systemClock.now();
  await until(FROM_S);
  discover(false);
  await until(TO_S);
  discover(true);
  await until(PAUSE_S);
  prometheus.kill('SIGSTOP');
  await systemClock.sleep(4_000);
  prometheus.kill('SIGCONT');
  await until(RESTART_S);
  const ended = new Promise((resolve) => prometheus.once('exit', resolve));
  prometheus.kill('SIGTERM');
  await ended;
  await systemClock.sleep(3_000);
  startPrometheus();
  await ready();
  await until(END_S);
  scan = await scanned();
}, 100_000);

afterAll(() => {
  prometheus.kill('SIGCONT');
  prometheus.kill('SIGTERM');
  webServer.closeAllConnections();
  webServer.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const source = () => gapSource(port, endpoint, 'Prometheus lab', 0);
const span = () => ({ fromMs: Math.max(at(1), scrapedMs), toMs: systemClock.now() });

async function scanned(): Promise<Scan> {
  const session = {
    discovered: [found],
    inventory: EMPTY_INVENTORY,
    clockOffsetMs: 0,
  };
  const history = () => ({ found, endpoint, facts: { of: 'prometheus' as const, slowAtMs: 0, targets: observed(latest) } });
  const reader = new GapReader({ source: source(), history, session, memory, nowMs: () => systemClock.now() });
  const reading = await reader.read(span(), [], new AbortController().signal, () => undefined);
  if (!reading.ok) throw new Error(reading.error.says);
  return reading.value.scan;
}

function gapsOf(job: string) {
  return scan.targets.find(({ known }) => known.job === job)?.gaps ?? [];
}

describe("targets that misbehave, scraped by Debian's Prometheus 2.42", () => {
  it.each([
    ['steady', []],
    ['prometheus', []],
    ['vanishing', []],
    ['down', ['target-down']],
    ['slow', ['scrape-too-slow']],
    ['limited', ['limit-exceeded']],
    ['emptied', ['series-vanished']],
    ['restarted', ['target-restarted']],
    ['undiscovered', ['discovery-lost']],
  ])('%s', (job, causes) => {
    const own = gapsOf(job).filter(({ ofAll }) => !ofAll);
    expect(own.map(({ cause, because }) => [cause, because])).toEqual(causes.map((cause) => [cause, expect.any(String)]));
    for (const { missed, evidence } of own) {
      expect(missed).toBeGreaterThanOrEqual(TO_S - FROM_S - 2);
      expect(missed).toBeLessThanOrEqual(TO_S - FROM_S + 3);
      expect(evidence.length).toBeGreaterThan(0);
    }
  });

  it('the scraper stood still, and was started anew: two stops of everything', () => {
    expect(scan.stops.map(({ gap }) => gap.cause)).toEqual(['scraper-starved', 'scraper-restarted']);
    for (const { targets } of scan.stops) expect(targets).toBe(scan.targets.length);
  });

  it('says what it read: errors word for word, and both counts', () => {
    expect(gapsOf('limited')[0]?.because).toContain('sample limit exceeded');
    expect(gapsOf('down')[0]?.because).toContain('EOF');
    expect(gapsOf('emptied')[0]?.because).toBe('The target was up and exposed 3 samples instead of 40.');
  });
});

describe('series of targets that were up', () => {
  const look1 = async (selector: string) => {
    const looks = await seriesGaps(
      {
        source: source(),
        selector,
        span: { fromMs: at(1), toMs: at(PAUSE_S) },
        intervalOf: () => INTERVAL_MS,
        offsetMs: 0,
        nowMs: () => systemClock.now(),
      },
      new AbortController().signal,
    );
    if (!looks.ok) throw new Error(looks.error.says);
    return looks.value.looks;
  };
  it.each([
    ['lab_goes', ['series-vanished']],
    ['lab_stays', []],
    ['lab_ordered', ['rejected']],
  ])('%s', async (selector, causes) => {
    const [only] = await look1(selector);
    expect(only?.gaps.map(({ cause }) => cause)).toEqual(causes);
  });

  it('lab_flaps: every gap of one label set is where the other one is', async () => {
    const both = await look1('lab_flaps');
    expect(both).toHaveLength(2);
    for (const { gaps } of both) {
      expect(gaps.length).toBeGreaterThan(0);
      expect(new Set(gaps.map(({ cause }) => cause))).toEqual(new Set(['series-flap']));
    }
  });
});
