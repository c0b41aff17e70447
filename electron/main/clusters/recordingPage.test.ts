import { expect, it } from 'vitest';
import type { ToEngine } from '../../../shared/contract/control';
import type { EngineChild } from '../engineSupervisor';
import type { ClusterChoice } from '../startOptions';
import { openRecordingFile } from './recordingPage';

type Speaks = (engine: { say(message: unknown): void; end(code: number, words: string): void; late(): void }) => void;

/** What came of opening a file of which a short-lived engine says this. */
async function opening(speaks: Speaks) {
  const opened: ClusterChoice[] = [];
  const notices: { says: string; remedy?: string }[] = [];
  const sent: ToEngine[] = [];
  let killed = false;
  let late: () => void = () => undefined;
  const fork = (): EngineChild<unknown> => {
    let onMessage: (message: unknown) => void = () => undefined;
    let onExit: (code: number, words: string) => void = () => undefined;
    return {
      send(message) {
        sent.push(message);
        speaks({ say: (each) => onMessage(each), end: (code, words) => onExit(code, words), late: () => late() });
      },
      onMessage: (listener) => {
        onMessage = listener;
      },
      onExit: (listener) => {
        onExit = listener;
      },
      kill: () => {
        killed = true;
      },
    };
  };
  await openRecordingFile(
    {
      fork,
      later: (_ms, run) => {
        late = run;
      },
      notices: { tell: (notice) => notices.push(notice) },
      open: (choice) => opened.push(choice),
    },
    '/home/me/night.hopscope',
  );
  expect(sent).toEqual([{ type: 'check-recording', file: '/home/me/night.hopscope' }]);
  expect(killed).toBe(true);
  return { opened, says: notices.map(({ says }) => says) };
}

it('a recording that can be read takes the place of what is open', async () => {
  const { opened, says } = await opening(({ say }) => say({ type: 'recording-checked' }));
  expect(opened).toEqual([{ kind: 'recording', file: '/home/me/night.hopscope' }]);
  expect(says).toEqual([]);
});

it.each<[string, Speaks, string]>([
  ['is none', ({ say }) => say({ type: 'recording-checked', trouble: { says: 'no recording', remedy: 'Record.' } }), 'no recording'],
  ['ends who reads it', ({ end }) => end(134, ''), 'night.hopscope could not be read. The engine stopped (out of memory).'],
  [
    'is on a disk that does not answer',
    ({ late }) => late(),
    'night.hopscope could not be read. Nothing came within 120 s: is a disk not answering?',
  ],
])('one that %s leaves what is open, and it is said why', async (_what, speaks, words) => {
  const { opened, says } = await opening(speaks);
  expect(opened).toEqual([]);
  expect(says).toEqual([words]);
});
