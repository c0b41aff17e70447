import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { openRecording } from '../../electron/engine/recording/reader';
import { Report } from '../../shared/report/schema';
import { CLI, hopscope } from '../support/commandLine';
import { startDemoServer } from '../support/demoServer';
import { findingDifferences, recordedFindings } from '../support/recordedFindings';

/** Long enough for a second look at everything. */
const RECORDED = '20s';
const BROKEN = 'ksm-rbac';
const KILLED_MS = 8_000;
/** What is flushed each five seconds; twice that on a machine that does much else. */
const LOST_MS = 10_000;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-recordings-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

async function reportIn(file: string): Promise<Report> {
  const opened = await openRecording(file);
  if (!opened.ok) throw new Error(opened.error.says);
  const { entries, bodyOf, close } = opened.value;
  const entry = entries.find(({ kind }) => kind === 'report');
  const body = entry?.kind === 'report' ? await bodyOf(entry) : undefined;
  await close();
  return Report.parse(JSON.parse(Buffer.from(body ?? []).toString('utf8')));
}

/** All bytes of a recording, unpacked. */
async function unpacked(file: string): Promise<string> {
  const opened = await openRecording(file);
  if (!opened.ok) throw new Error(opened.error.says);
  const { entries, bodyOf, close } = opened.value;
  let all = JSON.stringify(entries);
  for (const entry of entries) if ('body' in entry) all += Buffer.from((await bodyOf(entry)) ?? []).toString('utf8');
  await close();
  return all;
}

const findingsOf = ({ findings }: Report) =>
  findings.map(({ rule, subject, severity, causedBy }) => ({ rule, subject, severity, causedBy }));
const healthOf = ({ components, edges }: Report) => ({
  components: Object.fromEntries(components.map(({ id, health, members }) => [id, [health, members?.total]])),
  edges: Object.fromEntries(edges.map(({ from, to, health }) => [`${from} -> ${to}`, health])),
});

/** Recorded for so long; the fault is on from one time to the other. */
const NIGHT = { lasts: '75s', onMs: 20_000, offMs: 45_000 };
/** A replay's own looks come some seconds earlier or later than those that it answers. */
const WITHIN_MS = 10_000;

describe('findings that come and go while it is recorded', () => {
  it('are in the file from when they began until they ended, and are found when it is replayed', async () => {
    const server = await startDemoServer();
    const file = path.join(folder, 'night.hopscope');
    try {
      const recording = hopscope(['record', '--kubeconfig', server.kubeconfig, '--for', NIGHT.lasts, '-o', file]);
      await wait(NIGHT.onMs);
      await server.fault('metrics-apiservice-deleted', true);
      await wait(NIGHT.offMs - NIGHT.onMs);
      await server.fault('metrics-apiservice-deleted', false);
      expect((await recording).code).toBe(0);
    } finally {
      await server.stop();
    }
    const found = await recordedFindings(file);
    const root = found.live.find(({ rule }) => rule === 'metrics-api-absent');
    expect(root).toMatchObject({ severity: 'error', subject: 'APIService/v1beta1.metrics.k8s.io' });
    expect((root?.fromMs ?? 0) - found.fromMs).toBeGreaterThan(NIGHT.onMs - WITHIN_MS);
    expect((root?.toMs ?? found.toMs) - found.fromMs).toBeLessThan(NIGHT.offMs + 2 * WITHIN_MS);
    expect(findingDifferences(found, WITHIN_MS)).toEqual([]);
  });
});

describe('a recording of a program that is killed', () => {
  it('opens with all that came more than some seconds before', async () => {
    const file = path.join(folder, 'killed.hopscope');
    const child = spawn(process.execPath, [CLI, 'record', '--demo', '--for', '10m', '-o', file], { stdio: 'ignore' });
    await expect.poll(() => (fs.existsSync(file) ? fs.statSync(file).size : 0), { timeout: 60_000, interval: 100 }).toBeGreaterThan(20_000);
    await wait(KILLED_MS);
    const killedMs = Date.now();
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('close', resolve));
    const opened = await openRecording(file);
    if (!opened.ok) throw new Error(opened.error.says);
    const { damage, toMs, entries, close } = opened.value;
    await close();
    expect(damage).toMatch(/recording was not ended|the file was cut off/);
    expect(entries.length).toBeGreaterThan(50);
    expect(killedMs - toMs).toBeLessThan(LOST_MS);
  });
});

describe('a recording of the demo', () => {
  it.each(['healthy', BROKEN])('of %s says when it is replayed what was seen when it was recorded', async (scenario) => {
    const file = path.join(folder, `${scenario}.hopscope`);
    const recorded = await hopscope(['record', '--demo', scenario, '--for', RECORDED, '-o', file]);
    expect(recorded.stderr).toContain(`${file}: `);
    expect(recorded.code).toBe(0);
    const seen = await reportIn(file);
    const { stdout, stderr, code } = await hopscope(['report', '--json', '--recording', file]);
    expect(stderr).toMatch(/recording of .*\n(?:.*\n)*gaps: \d+ in the last .*, read from Prometheus/);
    expect(stderr).not.toContain('Warning');
    const replayed = Report.parse(JSON.parse(stdout));
    expect(findingsOf(replayed)).toEqual(findingsOf(seen));
    expect(healthOf(replayed)).toEqual(healthOf(seen));
    expect(code).toBe(scenario === 'healthy' ? 0 : 1);
  });

  it('has no secret of the cluster in it, packed or not', async () => {
    const file = path.join(folder, 'healthy.hopscope');
    const all = await unpacked(file);
    expect(all).toContain('container_cpu_usage_seconds_total');
    for (const bytes of [all, fs.readFileSync(file, 'latin1')]) {
      expect(bytes).not.toMatch(/-----BEGIN|eyJ[\w-]{8,}\.|LS0tLS1CRUdJTi/);
      expect(bytes).not.toMatch(/Bearer (?!\[hidden\])/);
      expect(bytes).not.toContain('last-applied-configuration');
      expect(bytes).not.toContain('managedFields');
    }
  });

  it('is asked about a metric as a cluster is, as far as it was asked then', async () => {
    const { stdout, code } = await hopscope(['why', 'kube_node_info', '--recording', path.join(folder, `${BROKEN}.hopscope`)]);
    expect(stdout).toMatch(/^kube_node_info: lost at 2 of 12: /);
    expect(code).toBe(1);
  });
});
