import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { systemClock } from '../clock';
import { createExecPlugin, type ExecPluginOptions } from './execPlugin';
import type { ExecFields } from './kubeconfigFile';
import { manualClock } from './manualClock.testSupport';

const dir = mkdtempSync(path.join(tmpdir(), 'hopscope-exec-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const SIGNAL = new AbortController().signal;
const PATH = process.env['PATH'];
let scripts = 0;

/** A plugin made of shell lines. */
function script(lines: string, name = `plugin-${scripts++}`): string {
  const file = path.join(dir, name);
  writeFileSync(file, `#!/bin/sh\n${lines}\n`);
  chmodSync(file, 0o755);
  return file;
}

const credential = (status: Record<string, unknown>): string =>
  `printf '%s' '${JSON.stringify({ apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', status })}'`;

function options(exec: Partial<ExecFields> & { readonly command: string }, more: Partial<ExecPluginOptions> = {}): ExecPluginOptions {
  return {
    exec,
    file: path.join(dir, 'config'),
    user: 'alice',
    cluster: { server: 'https://10.0.0.1' },
    env: { PATH },
    clock: systemClock,
    timeoutMs: 10_000,
    ...more,
  };
}

describe('a plugin that works', () => {
  it('gives token and expiry; it gets its arguments, its environment and no terminal', async () => {
    const seen = path.join(dir, 'seen');
    const command = script(
      `echo "$1 $EXTRA $KUBERNETES_EXEC_INFO" > ${seen}\n${credential({ token: 'tok', expirationTimestamp: '2099-01-01T00:00:00Z' })}`,
    );
    const exec = { command, args: ['get-token'], env: [{ name: 'EXTRA', value: 'yes' }], provideClusterInfo: true };
    expect(await createExecPlugin(options(exec)).credential(SIGNAL)).toEqual({
      ok: true,
      value: { token: 'tok', cert: undefined, key: undefined, expiresMs: Date.UTC(2099, 0) },
    });
    const [first, extra, ...info] = readFileSync(seen, 'utf8').trim().split(' ');
    expect([first, extra]).toEqual(['get-token', 'yes']);
    expect(JSON.parse(info.join(' '))).toMatchObject({
      kind: 'ExecCredential',
      spec: { interactive: false, cluster: { server: 'https://10.0.0.1' } },
    });
  });

  it('runs once for all who wait, and not again while its credential holds', async () => {
    const count = path.join(dir, 'count');
    const plugin = createExecPlugin(options({ command: script(`echo x >> ${count}; sleep 0.1\n${credential({ token: 'tok' })}`) }));
    const all = await Promise.all(Array.from({ length: 20 }, () => plugin.credential(SIGNAL)));
    await plugin.credential(SIGNAL);
    expect(all.every((one) => one.ok)).toBe(true);
    expect(readFileSync(count, 'utf8').trim().split('\n')).toHaveLength(1);
  });

  it('runs again 10 s before its credential expires', async () => {
    const count = path.join(dir, 'expiry');
    const clock = manualClock(Date.UTC(2030, 0, 1));
    const command = script(`echo x >> ${count}\n${credential({ token: 'tok', expirationTimestamp: '2030-01-01T00:15:00Z' })}`);
    const plugin = createExecPlugin(options({ command }, { clock }));
    const runs = (): number => readFileSync(count, 'utf8').trim().split('\n').length;
    await plugin.credential(SIGNAL);
    await clock.advance(14 * 60_000);
    await plugin.credential(SIGNAL);
    expect(runs()).toBe(1);
    await clock.advance(51_000);
    await plugin.credential(SIGNAL);
    expect(runs()).toBe(2);
  });

  it('runs again when the server refuses a credential without expiry, but not for one that is fresh', async () => {
    const clock = manualClock();
    const plugin = createExecPlugin(options({ command: script(credential({ token: 'tok' })) }, { clock }));
    const first = await plugin.credential(SIGNAL);
    if (!first.ok) throw new Error(first.error.message);
    expect(plugin.refused(first.value)).toBe(false);
    await clock.advance(60_000);
    expect(plugin.refused(first.value)).toBe(true);
    const second = await plugin.credential(SIGNAL);
    expect(second.ok && second.value !== first.value).toBe(true);
  });

  it('is found beside its kubeconfig when its command has a slash', async () => {
    script(credential({ token: 'tok' }), 'beside');
    expect(await createExecPlugin(options({ command: './beside' })).credential(SIGNAL)).toMatchObject({ ok: true });
  });

  it("is found on the login shell's PATH when it is not on this program's", async () => {
    script(credential({ token: 'tok' }), 'only-in-login-shell');
    const shell = script(`PATH=${dir}:$PATH; export PATH; echo "motd of the shell"; shift; eval "$1"`, 'login-shell');
    const plugin = createExecPlugin(options({ command: 'only-in-login-shell' }, { env: { PATH, SHELL: shell } }));
    expect(await plugin.credential(SIGNAL)).toMatchObject({ ok: true, value: { token: 'tok' } });
  });
});

describe('a plugin that does not', () => {
  const secret = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl';
  it.each<{
    readonly name: string;
    readonly exec: () => Partial<ExecFields> & { readonly command: string };
    readonly says: RegExp;
    readonly remedy: RegExp;
  }>([
    {
      name: 'is missing',
      exec: () => ({ command: 'no-such-plugin', installHint: 'brew install it' }),
      says: /"no-such-plugin" was not found on PATH/,
      remedy: /brew install it/,
    },
    {
      name: 'may not be executed',
      exec: () => ({ command: path.join(dir, 'config-not-executable') }),
      says: /was not found|could not be started/,
      remedy: /\./,
    },
    {
      name: 'fails',
      exec: () => ({ command: script('echo "login expired, run x login" >&2; exit 3') }),
      says: /exit code 3\. It said: login expired, run x login/,
      remedy: /terminal/,
    },
    {
      name: 'fails with a secret in its words',
      exec: () => ({ command: script(`echo "bad token ${secret}" >&2; exit 1`) }),
      says: /bad token \[hidden\]/,
      remedy: /terminal/,
    },
    { name: 'is killed', exec: () => ({ command: script('kill -9 $$') }), says: /was ended by SIGKILL/, remedy: /terminal/ },
    { name: 'prints nothing', exec: () => ({ command: script('true') }), says: /it printed nothing/, remedy: /terminal/ },
    { name: 'prints rubbish', exec: () => ({ command: script(`echo "token: ${secret}"`) }), says: /that are not JSON/, remedy: /terminal/ },
    {
      name: 'prints other JSON',
      exec: () => ({ command: script(`echo '{"token":"${secret}"}'`) }),
      says: /is not an ExecCredential/,
      remedy: /terminal/,
    },
    {
      name: 'prints no credential',
      exec: () => ({ command: script(credential({})) }),
      says: /neither a token nor a client certificate/,
      remedy: /terminal/,
    },
    {
      name: 'prints half a pair',
      exec: () => ({ command: script(credential({ clientCertificateData: 'x' })) }),
      says: /without key/,
      remedy: /terminal/,
    },
    {
      name: 'wants a terminal',
      exec: () => ({ command: 'any', interactiveMode: 'Always' }),
      says: /wants a terminal/,
      remedy: /IfAvailable/,
    },
  ])('$name', async ({ exec, says, remedy }) => {
    const result = await createExecPlugin(options(exec())).credential(SIGNAL);
    if (result.ok) throw new Error('it worked');
    expect(result.error).toMatchObject({ code: 'exec-plugin', phase: 'auth' });
    expect(result.error.message).toMatch(says);
    expect(result.error.remedy).toMatch(remedy);
    expect(JSON.stringify(result.error)).not.toContain(secret);
  });

  it('hangs: it is stopped with what it started', async () => {
    const survived = path.join(dir, 'survived');
    const command = script(`echo "opening browser" >&2; (sleep 0.8; touch ${survived}) & sleep 60`);
    const started = performance.now();
    const result = await createExecPlugin(options({ command }, { timeoutMs: 200 })).credential(SIGNAL);
    expect(result.ok ? '' : result.error.message).toMatch(/did not end within 0\.2 s and was stopped\. It said: opening browser/);
    expect(performance.now() - started).toBeLessThan(2_000);
    await systemClock.sleep(900);
    expect(existsSync(survived)).toBe(false);
  });

  it('is asked again next time', async () => {
    const flag = path.join(dir, 'second');
    const plugin = createExecPlugin(
      options({ command: script(`if [ -e ${flag} ]; then ${credential({ token: 'tok' })}; else touch ${flag}; exit 1; fi`) }),
    );
    expect((await plugin.credential(SIGNAL)).ok).toBe(false);
    expect((await plugin.credential(SIGNAL)).ok).toBe(true);
  });
});
