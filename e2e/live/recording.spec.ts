import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { hopscope, ROOT, reportOf } from '../support/commandLine';
import { ADMIN, fault, KIT } from '../support/realCluster';
import { findingDifferences, recordedFindings } from '../support/recordedFindings';

/** Two minutes, or as many as are asked for. */
const MINUTES = Number(process.env['HOPSCOPE_RECORD_MINUTES'] ?? 2);
const LASTS_MS = MINUTES * 60_000;
/** The whole cluster was looked at by then; a third of the time later it is as before. */
const ON_MS = 30_000;
const OFF_MS = ON_MS + LASTS_MS / 3;
/** Its object is taken away and put back: no pod has to start. */
const FAULT = 'metrics-apiservice-deleted';
const ROOT_CAUSE = { rule: 'metrics-api-absent', severity: 'error', subject: 'APIService/v1beta1.metrics.k8s.io' };
/** Looks at a real cluster are up to a scrape apart. */
const WITHIN_MS = 15_000;

test('a recording with a fault on and off is replayed to the findings that were seen live, at their times', async () => {
  test.skip(KIT === undefined, 'needs the cluster kit');
  test.setTimeout(LASTS_MS * 2 + 300_000);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-live-recording-'));
  const file = path.join(folder, 'live.hopscope');
  try {
    const recording = hopscope(['record', '--kubeconfig', ADMIN, '--for', `${LASTS_MS / 1_000}s`, '-o', file]);
    await wait(ON_MS);
    const onMs = Date.now();
    await fault(FAULT, 'on');
    await wait(OFF_MS - ON_MS);
    await fault(FAULT, 'off');
    const offMs = Date.now();
    const { code, stderr } = await recording;
    expect(code, stderr).toBe(0);

    const found = await recordedFindings(file);
    fs.mkdirSync(path.join(ROOT, 'out'), { recursive: true });
    fs.writeFileSync(path.join(ROOT, 'out/live-recording.json'), JSON.stringify({ onMs, offMs, ...found }, undefined, 1));
    const root = found.live.find(({ rule }) => rule === ROOT_CAUSE.rule);
    expect(root).toMatchObject(ROOT_CAUSE);
    expect(root?.fromMs ?? 0).toBeGreaterThan(onMs);
    expect(root?.fromMs ?? 0).toBeLessThan(offMs);
    expect(root?.toMs ?? 0).toBeGreaterThan(onMs);
    expect(findingDifferences(found, WITHIN_MS)).toEqual([]);

    const { report } = await reportOf(['--recording', file]);
    const atEnd = found.live.filter(({ toMs }) => toMs === undefined).map(({ id }) => id);
    expect(report.findings.map(({ id }) => id).sort()).toEqual(atEnd.sort());
  } finally {
    await fault(FAULT, 'off');
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
