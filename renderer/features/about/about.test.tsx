// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { About as AboutFacts } from '../../../shared/contract/about';
import { receiveAbout, showAbout, useAbout } from '../../store/aboutStore';
import { About } from './About';

const FACTS: AboutFacts = {
  type: 'about',
  version: '1.2.0',
  made: 'trial',
  electron: '25.1.1',
  chromium: '114.0',
  node: '18.15.0',
  system: 'Linux 6.1 x64',
  logFile: '/home/jane/hopscope.log',
  diagnostics: 'Hopscope 1.2.0\nlog:',
  licences: [
    { name: 'react', version: '19.0.0', licence: 'MIT', text: 'React may be used.' },
    { name: 'zod', version: '4.0.0', licence: 'MIT', text: 'Zod may be used.' },
  ],
};

let root: Root;
let host: HTMLElement;
let sent: unknown[];
const part = (testId: string) => document.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
const button = (words: string) => [...document.querySelectorAll('button')].find(({ textContent }) => textContent === words);

beforeAll(() => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
});
beforeEach(() => {
  sent = [];
  Reflect.set(window, 'hopscope', { send: (message: unknown) => sent.push(message), onMessage: () => undefined });
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  useAbout.setState({ shown: false, about: undefined });
  act(() =>
    root.render(
      <MantineProvider>
        <About />
      </MantineProvider>,
    ),
  );
  act(() => showAbout(true));
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
  Reflect.deleteProperty(window, 'hopscope');
});

describe('About', () => {
  it('asks main each time it is opened', () => {
    expect(document.body.textContent).toContain('Asking');
    act(() => showAbout(false));
    act(() => showAbout(true));
    expect(sent).toEqual([{ type: 'ask-about' }, { type: 'ask-about' }]);
  });

  it('says version, runtime, system and log, and of a package for trying out that it is not for release', () => {
    act(() => receiveAbout(FACTS));
    const said = part('about')?.textContent;
    for (const words of [
      '1.2.0',
      'NOT FOR RELEASE',
      'Electron 25.1.1, Chromium 114.0, Node.js 18.15.0',
      'Linux 6.1 x64',
      '/home/jane/hopscope.log',
    ])
      expect(said).toContain(words);
    act(() => receiveAbout({ ...FACTS, made: 'release' }));
    expect(part('about')?.textContent).not.toContain('NOT FOR RELEASE');
  });

  it("opens the log's folder, and copies the diagnostics that it shows", () => {
    act(() => receiveAbout(FACTS));
    expect(part('about-diagnostics')?.textContent).toBe(FACTS.diagnostics);
    act(() => part('about-log')?.click());
    act(() => button('Copy diagnostics')?.click());
    expect(sent.slice(1)).toEqual([
      { type: 'show-folder', of: 'log' },
      { type: 'copy', text: FACTS.diagnostics },
    ]);
  });

  it('lists what it is made with; the text of a licence is there once it is opened', () => {
    act(() => receiveAbout(FACTS));
    const list = part('about-licences');
    expect([...(list?.querySelectorAll('summary') ?? [])].map(({ textContent }) => textContent)).toEqual([
      'react 19.0.0 MIT',
      'zod 4.0.0 MIT',
    ]);
    expect(list?.textContent).not.toContain('Zod may be used.');
    const [, zod] = list?.querySelectorAll('details') ?? [];
    act(() => {
      if (zod !== undefined) zod.open = true;
      zod?.dispatchEvent(new Event('toggle'));
    });
    expect(list?.textContent).toContain('Zod may be used.');
    expect(list?.textContent).not.toContain('React may be used.');
  });
});
