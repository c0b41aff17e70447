import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { About } from '../../../shared/contract/about';
import { DEFAULT_SETTINGS } from '../settings/model';
import { aboutPage } from './aboutPage';

const folder = mkdtempSync(path.join(tmpdir(), 'hopscope-about-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const { window: _place, version: _version, ...values } = DEFAULT_SETTINGS;

function about(name: string, made: Record<string, unknown>) {
  const app = path.join(folder, name);
  mkdirSync(path.join(app, 'dist'), { recursive: true });
  writeFileSync(path.join(app, 'package.json'), JSON.stringify({ version: '1.2.0', ...made }));
  const versions = { ...process.versions, electron: '45.4.1', chrome: '150.0.1' };
  const page = aboutPage({ app, versions, home: '/home/jane', log: { file: '/logs/hopscope.log', tail: () => ['last words'] } });
  const settings = {
    values,
    file: '/f',
    version: 2,
    faults: [],
    secrets: { kept: 'nowhere' as const, because: 'none' },
    secretsFile: '/s',
    places: {},
    endpointsFile: '/e',
    memoryFolder: '/m',
    history: { folder: '/h', bytes: 0 },
  };
  return { app, ask: () => About.parse(page({ settings, demo: true, engine: 'running' })) };
}

describe('what this Hopscope is', () => {
  it.each([
    ['from source', {}, 'source'],
    ['a release', { made: { forRelease: true } }, 'release'],
    ['made with a runtime that is not for release', { made: { forRelease: false } }, 'trial'],
  ])('%s', (name, made, says) => expect(about(name, made).ask()).toMatchObject({ version: '1.2.0', made: says, electron: '45.4.1' }));

  it('its log and its diagnostics are those of the moment it is asked', () => {
    expect(about('now', {}).ask()).toMatchObject({ logFile: '/logs/hopscope.log', diagnostics: expect.stringMatching(/\nlast words$/) });
  });

  it('the licences are those that the build listed; none where it did not', () => {
    const { app, ask } = about('licences', {});
    expect(ask().licences).toEqual([]);
    const listed = [{ name: 'react', version: '19', licence: 'MIT', text: 'May be used.' }];
    writeFileSync(path.join(app, 'dist/licences.json'), JSON.stringify(listed));
    expect(ask().licences).toEqual(listed);
  });
});
