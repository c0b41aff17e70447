import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FromEngine } from '../../../shared/contract/engine';
import { CorrectionsFile } from '../correctionsFile';
import { CorrectionFeed } from './correctionFeed';

const CLUSTER = { context: 'c', server: 'https://10.0.0.1:6443', warnings: [] };
const IS = { type: 'correct', namespace: 'demo', service: 'web', port: '9090', scheme: 'http', kind: 'prometheus' } as const;
const SAYS = 'Service demo/web (http, port 9090) is prometheus.';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hopscope-corrections-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A feed over the file of one cluster; what it sent, and how often discovery ran again. */
function scene() {
  const corrections = new CorrectionsFile(folder, CLUSTER);
  const sent: FromEngine[] = [];
  let discovered = 0;
  const session = {
    rediscover: () => {
      discovered += 1;
    },
  };
  const feed = new CorrectionFeed({ session, corrections }, (message) => sent.push(message));
  const listed = () => sent.flatMap((message) => (message.type === 'corrections' ? [message.corrections.map(({ says }) => says)] : []));
  return { feed, sent, listed, corrections, discovered: () => discovered };
}

describe('corrections', () => {
  it('are obeyed at once, listed, and there when the cluster is opened again', () => {
    const first = scene();
    first.feed.receive(IS);
    expect([first.listed(), first.discovered()]).toEqual([[[SAYS]], 1]);
    const again = scene();
    again.feed.receive({ type: 'list-corrections' });
    expect([again.listed(), again.discovered()]).toEqual([[[SAYS]], 0]);
  });

  it('are taken back: discovery runs again without them, also after a restart', () => {
    const { feed, listed, discovered } = scene();
    feed.receive(IS);
    feed.receive({ type: 'forget-correction', id: 'service demo/web' });
    expect([listed().at(-1), discovered()]).toEqual([[], 2]);
    expect(new CorrectionsFile(folder, CLUSTER).list()).toEqual([]);
  });

  it('of a kind that is none are said to be wrong, and not kept', () => {
    const { feed, sent, corrections, discovered } = scene();
    feed.receive({ ...IS, kind: 'toaster' });
    expect(sent).toEqual([{ type: 'trouble', says: '"toaster" is no kind of component', remedy: 'Choose one of the list.' }]);
    expect([corrections.list(), discovered()]).toEqual([[], 0]);
  });

  it('that cannot be written hold while Hopscope is open, and say so', () => {
    const { feed, sent, listed, corrections, discovered } = scene();
    rmSync(folder, { recursive: true });
    mkdirSync(corrections.path, { recursive: true });
    feed.receive(IS);
    expect(sent[0]).toMatchObject({ type: 'trouble', says: expect.stringContaining('holds until Hopscope is closed') });
    expect([listed(), discovered()]).toEqual([[[SAYS]], 1]);
  });
});
