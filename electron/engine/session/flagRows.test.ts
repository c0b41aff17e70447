import { describe, expect, it } from 'vitest';
import { flagRows } from './flagRows';

describe('the flags of a program', () => {
  it('stand by name, in each way that Go reads them', () => {
    expect(flagRows({ args: ['/metrics-server', '--metric-resolution=15s', '--kubelet-insecure-tls', '-v', '2'] })).toEqual([
      { name: 'kubelet-insecure-tls', value: 'true' },
      { name: 'metric-resolution', value: '15s' },
      { name: 'v', value: '2' },
    ]);
  });

  it.each([
    ['--bearer-token=abc', 'bearer-token', '[hidden]'],
    ['--web.basic-auth.password=hunter2', 'web.basic-auth.password', '[hidden]'],
    ['--remote.url=https://me:hunter2@example.org/write', 'remote.url', 'https://[hidden]@example.org/write'],
    ['--x=eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln', 'x', '[hidden]'],
    ['--header=Authorization: Bearer 0123456789abcdef', 'header', 'Authorization: Bearer [hidden]'],
  ])('%s: its secret is not told', (arg, name, value) => {
    expect(flagRows({ args: ['/program', arg] })).toEqual([{ name, value }]);
  });

  it.each(['--token-file=/var/run/token', '--tls-private-key-file=/etc/tls.key'])('%s names a file, which is told', (arg) => {
    expect(flagRows({ args: ['/program', arg] })[0]?.value).toBe(arg.split('=')[1]);
  });

  it('are none where no pod says them', () => {
    expect(flagRows({ args: [] })).toEqual([]);
  });
});
