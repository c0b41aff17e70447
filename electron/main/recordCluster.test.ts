import { expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ dialog: {} }));
const { recordingName } = await import('./recordCluster');

it.each([
  ['hopscope-demo', 'hopscope-demo 2026-01-02 0304.hopscope'],
  ['arn:aws:eks:eu-1:12/shop', 'arn-aws-eks-eu-1-12-shop 2026-01-02 0304.hopscope'],
  ['../../etc', '..-..-etc 2026-01-02 0304.hopscope'],
  ['x'.repeat(300), `${'x'.repeat(60)} 2026-01-02 0304.hopscope`],
])('a recording of %s has a name that every file system takes', (context, name) => {
  expect(recordingName(context, new Date(2026, 0, 2, 3, 4).getTime())).toBe(name);
});
