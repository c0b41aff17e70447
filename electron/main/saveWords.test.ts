import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { failureOf, fileName, toWindowArea } from './saveWords';

describe('the name that a file has to begin with', () => {
  it.each([
    ['hopscope prod-eu map', 'svg', 'hopscope-prod-eu-map.svg'],
    ['../../etc/passwd', 'csv', 'etc-passwd.csv'],
    ['C:\\Windows\\x', 'csv', 'C-Windows-x.csv'],
    ['arn:aws:eks:eu-west-1:1:cluster/shop', 'md', 'arn-aws-eks-eu-west-1-1-cluster-shop.md'],
    ['שלום', 'html', 'hopscope.html'],
    ['CON\u0000\n', 'json', 'CON.json'],
    ['x'.repeat(200), 'png', `${'x'.repeat(80)}.png`],
  ])('%j', (wanted, ends, name) => {
    expect(fileName(wanted, ends)).toBe(name);
  });
});

it.each([
  [1, { x: 10, y: 20, width: 300, height: 100 }],
  [1.2, { x: 12, y: 24, width: 360, height: 120 }],
  [1.25, { x: 12, y: 25, width: 376, height: 125 }],
])('the area of a page whose text is %s times as large', (zoom, area) => {
  expect(toWindowArea({ x: 10, y: 20, width: 300, height: 100 }, zoom)).toEqual(area);
});

describe('what failed', () => {
  it.each([
    ['a folder', '.', { why: 'folder', code: 'EISDIR' }],
    ['a folder that is gone', 'none/x', { why: 'gone', code: 'ENOENT' }],
  ])('%s', async (_name, file, failure) => {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'hopscope-save-'));
    const error: unknown = await fs.writeFile(path.join(folder, file), 'x').catch((reason: unknown) => reason);
    await fs.rm(folder, { recursive: true });
    expect(failureOf(error)).toEqual(failure);
  });

  it.each([
    [Object.assign(new Error('x'), { code: 'ENOSPC' }), { why: 'disk-full', code: 'ENOSPC' }],
    [Object.assign(new Error('x'), { code: 'EROFS' }), { why: 'not-allowed', code: 'EROFS' }],
    [Object.assign(new Error('x'), { code: 'EIO' }), { why: 'other', code: 'EIO' }],
    ['no error at all', { why: 'other', code: undefined }],
  ])('%s', (error, failure) => {
    expect(failureOf(error)).toEqual(failure);
  });
});
