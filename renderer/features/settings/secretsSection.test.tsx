// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SecretsState, SettingsShown } from '../../../shared/contract/settings';
import { SecretsSection } from './SecretsSection';

let root: Root;
let host: HTMLElement;
beforeEach(() => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

const shown = (secrets: SecretsState): SettingsShown => ({
  values: {
    theme: 'system',
    letterKeys: true,
    refresh: 1,
    requestsPerSecond: 10,
    proxy: '',
    noProxy: '',
    caFile: '',
    kubeconfigs: [],
    keepSecrets: true,
    keepHistory: false,
    notifyBreaks: true,
    walkthrough: { done: [] },
    directUrls: [],
  },
  file: '/s/settings.json',
  version: 2,
  faults: [],
  secrets,
  secretsFile: '/s/secrets.json',
  places: {},
  endpointsFile: '/s/endpoints.yaml',
  memoryFolder: '/s/clusters',
  history: { folder: '/s/history', bytes: 0 },
});

it.each<[string, SecretsState, string, boolean]>([
  ['in the keychain: which one, and the file', { kept: 'keychain', backend: 'KWallet' }, 'keychain of this system (KWallet)', true],
  ['nowhere: why', { kept: 'nowhere', because: 'There is no keychain.' }, 'They are not stored. There is no keychain.', false],
])('secrets are said to be kept %s', (_where, secrets, says, inFile) => {
  act(() =>
    root.render(
      <MantineProvider>
        <SecretsSection shown={shown(secrets)} />
      </MantineProvider>,
    ),
  );
  expect(host.querySelector('[data-testid="secrets-state"]')?.textContent).toContain(says);
  expect(host.textContent?.includes('/s/secrets.json')).toBe(inFile);
});
