import path from 'node:path';
import { expect, it } from 'vitest';
import { openRecording } from './reader';
import { openReplay } from './replay';

/** Made by `record --demo ksm-rbac --for 12s --hide hopscope-demo` when format 1 was the newest. */
const FORMAT_1 = path.join(import.meta.dirname, '../../../e2e/fixtures/recordings/format-1.hopscope');

it('a file of format 1 opens whole, with the findings of its Report from when they began', async () => {
  const opened = await openRecording(FORMAT_1);
  if (!opened.ok) throw new Error(opened.error.says);
  const { damage, fromMs, toMs, findings, close } = opened.value;
  await close();
  expect(damage).toBeUndefined();
  expect(findings.map(({ rule, severity, subject, toMs: end }) => [rule, severity, subject, end])).toContainEqual([
    'ksm-list-failing',
    'error',
    'Deployment/kube-system/kube-state-metrics',
    undefined,
  ]);
  for (const finding of findings) {
    expect(finding.fromMs).toBeGreaterThanOrEqual(fromMs);
    expect(finding.fromMs).toBeLessThanOrEqual(toMs);
  }
});

it('and is replayed: each answer is the one that came then', async () => {
  const opened = await openReplay(FORMAT_1);
  if (!opened.ok) throw new Error(opened.error.says);
  const { port, settle } = opened.value;
  const answer = await settle(port.send({ route: { via: 'apiserver' }, path: '/version' }, new AbortController().signal));
  port.close();
  expect(answer.kind === 'answer' ? JSON.parse(Buffer.from(answer.body).toString()) : answer).toMatchObject({ gitVersion: 'v1.34.4' });
});
