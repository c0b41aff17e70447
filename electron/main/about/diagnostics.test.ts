import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../settings/model';
import { diagnosticsText } from './diagnostics';

const SECRET = 'pl4nted-s3cret';
const { window: _place, version: _version, ...values } = DEFAULT_SETTINGS;

const text = diagnosticsText({
  about: { version: '1.2.0', made: 'trial', electron: '25.1.1', chromium: '114', node: '18.15.0', system: 'Linux 6.1 x64' },
  opened: 'cluster',
  engine: 'running',
  home: '/home/jane',
  settings: {
    version: 2,
    faults: [],
    secrets: { kept: 'keychain', backend: 'kwallet' },
    values: {
      ...values,
      theme: 'dark',
      requestsPerSecond: 7,
      proxy: `http://${SECRET}.corp:3128`,
      caFile: `/etc/${SECRET}.pem`,
      kubeconfigs: [`/home/jane/${SECRET}`],
      directUrls: [
        {
          id: 'a',
          kind: 'prometheus',
          url: `https://${SECRET}.corp/?key=${SECRET}`,
          context: SECRET,
          login: { kind: 'basic', username: SECRET },
          tenant: SECRET,
          headers: { 'X-Key': SECRET },
          insecureSkipTlsVerify: false,
        },
      ],
    },
  },
  log: [`2026 the engine stopped: token=${SECRET}`, '2026 /home/jane/.config/Hopscope/settings.json cannot be written'],
});

describe('diagnostics', () => {
  it('say what helps: versions, the system, settings, the last lines of the log', () => {
    for (const line of [
      'Hopscope 1.2.0 (trial)',
      'Electron 25.1.1, Chromium 114, Node 18.15.0',
      '  theme: dark',
      '  requestsPerSecond: 7',
      '  proxy: given',
      '  noProxy: none',
      '  kubeconfigs: 1',
      '  direct URL: prometheus, log in basic, 1 headers, one context',
      '2026 ~/.config/Hopscope/settings.json cannot be written',
    ])
      expect(text.split('\n')).toContain(line);
  });

  it('hold no secret, address, user or home, wherever it was planted', () => {
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain('jane');
    expect(text).toContain('the engine stopped: token=[hidden]');
  });
});
