import type { Command } from '../../store/commandStore';
import { nextFinding, nextSpeed, playAt, seekBy, seekTo, useReplay } from '../../store/replayStore';
import { texts } from '../../texts/catalogue';

const { commands } = texts.replay;
const STEP_MS = 10_000;

/** The player's own, beside Space. There while a recording is looked at. */
export const REPLAY_COMMANDS: readonly Command[] = [
  { id: 'replay-back', group: 'looks', words: commands.back, keys: ['{'], run: () => seekBy(-STEP_MS) },
  { id: 'replay-on', group: 'looks', words: commands.on, keys: ['}'], run: () => seekBy(STEP_MS) },
  {
    id: 'replay-next-finding',
    group: 'looks',
    words: commands.nextFinding,
    keys: ['n'],
    when: () => nextFinding(1) !== undefined,
    run: () => toFinding(1),
  },
  {
    id: 'replay-finding-before',
    group: 'looks',
    words: commands.findingBefore,
    keys: ['N'],
    when: () => nextFinding(-1) !== undefined,
    run: () => toFinding(-1),
  },
  {
    id: 'replay-slower',
    group: 'looks',
    words: commands.slower,
    keys: ['<'],
    when: () => speedBy(-1) !== undefined,
    run: () => change(-1),
  },
  { id: 'replay-faster', group: 'looks', words: commands.faster, keys: ['>'], when: () => speedBy(1) !== undefined, run: () => change(1) },
  { id: 'replay-beginning', group: 'looks', words: commands.beginning, keys: [], run: () => toEnd('fromMs') },
  { id: 'replay-end', group: 'looks', words: commands.end, keys: [], run: () => toEnd('toMs') },
];

function speedBy(by: -1 | 1): ReturnType<typeof nextSpeed> {
  const { replay } = useReplay.getState();
  return replay && nextSpeed(replay, by);
}

function change(by: -1 | 1): void {
  const speed = speedBy(by);
  if (speed !== undefined) playAt(speed);
}

function toFinding(by: -1 | 1): void {
  const finding = nextFinding(by);
  if (finding !== undefined) seekTo(finding.fromMs);
}

function toEnd(end: 'fromMs' | 'toMs'): void {
  const { replay } = useReplay.getState();
  if (replay !== undefined) seekTo(replay[end]);
}
