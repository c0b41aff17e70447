import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoId } from './clusterId';
import { openMemories } from './clusterMemory';

describe('what is remembered of a cluster', () => {
  let folder = '';
  const said: string[] = [];
  const open = () => openMemories(folder, (says) => said.push(says));
  const ID = demoId('healthy');
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'hopscope-memory-'));
    said.length = 0;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is there after a restart; parts that are not said again stay', () => {
    const memories = open();
    memories.opened(ID, 'demo', 5);
    memories.keep(ID, { map: { positions: { kubelet: { x: 1, y: 2 } } }, tab: 'raw' });
    memories.keep(ID, { seen: { seenAtMs: 9, nodes: 3, health: 'ok', says: 'All 12 hops carry data.' } });
    expect(open().memoryOf(ID)).toMatchObject({ map: { positions: { kubelet: { x: 1, y: 2 } } }, tab: 'raw' });
    expect(open().rememberedOf(ID)).toEqual({ openedAtMs: 5, seenAtMs: 9, nodes: 3, health: 'ok', says: 'All 12 hops carry data.' });
  });

  it('is kept only of clusters that were opened, under names of ours', () => {
    const memories = open();
    memories.keep(ID, { tab: 'raw' });
    memories.keep('../settings', { tab: 'raw' });
    expect(memories.rememberedOf(ID)).toBeUndefined();
    expect(() => readdirSync(path.join(folder, 'clusters'))).toThrow();
  });

  it('loses only what does not fit, and all of it when it is damaged', () => {
    open().opened(ID, 'demo', 5);
    const file = path.join(folder, 'clusters', `${ID}.json`);
    const whole = JSON.parse(readFileSync(file, 'utf8'));
    const memory = { map: { positions: { a: { x: 'left', y: 0 } }, opened: ['kubelet'], more: 1 }, tab: 7, screen: 'list' };
    writeFileSync(file, JSON.stringify({ ...whole, memory }));
    expect(open().memoryOf(ID)).toEqual({ map: { opened: ['kubelet'] }, screen: 'list' });
    writeFileSync(file, '{ "version": 1, ');
    expect(open().memoryOf(ID)).toEqual({});
  });

  it('is bounded: too much is not written', () => {
    const memories = open();
    memories.opened(ID, 'demo', 5);
    memories.keep(ID, { map: { opened: Array.from({ length: 500 }, (_, at) => `${'x'.repeat(590)}${at}`) } });
    expect(open().memoryOf(ID)).toEqual({});
  });

  it('where nothing can be written holds for this run and is said once', () => {
    writeFileSync(path.join(folder, 'clusters'), 'a file stands where the folder was');
    const memories = open();
    memories.opened(ID, 'demo', 5);
    memories.keep(ID, { tab: 'raw' });
    expect(memories.memoryOf(ID)).toEqual({ tab: 'raw' });
    expect(said).toHaveLength(1);
  });
});
