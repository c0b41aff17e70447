import { describe, expect, it } from 'vitest';
import type { PodLife } from './podLife';
import { ended, lifeOf, pod, ready, running, sayStates, scrapesEvery, T0, terminated, waiting } from './pods.testSupport';
import { seenBy } from './seen';
import type { Signal } from './signals';
import { statusTrack } from './statusTrack';

const JOB = { kind: 'Job', name: 'burst-1' };

const burst = lifeOf(
  [
    [0, pod({ owner: JOB })],
    [0.2, pod({ owner: JOB, statuses: [waiting('ContainerCreating')] })],
    [1.1, pod({ owner: JOB, phase: 'Running', statuses: [running(1)], conditions: ready(true, 1) })],
    [8.3, pod({ owner: JOB, phase: 'Succeeded', statuses: [terminated('Completed', 1, 8)], conditions: ready(false, 8) })],
  ],
  9,
);

const shownLate = lifeOf([
  [0.1, pod()],
  [1.05, pod({ statuses: [waiting('ContainerCreating')] })],
  [1.4, pod({ phase: 'Running', statuses: [running(0)] })],
  [4.2, pod({ phase: 'Succeeded', statuses: [terminated('Completed', 0, 4)] })],
]);

const crashLoop = lifeOf([
  [0, pod({ phase: 'Running', statuses: [running(0)], conditions: ready(true, 0) })],
  [98, pod({ phase: 'Running', statuses: [terminated('OOMKilled', 0, 97)], conditions: ready(false, 97) })],
  [
    99,
    pod({
      phase: 'Running',
      statuses: [waiting('CrashLoopBackOff', { restarts: 1, ...ended('OOMKilled', 0, 97) })],
      conditions: ready(false, 97),
    }),
  ],
  [109, pod({ phase: 'Running', statuses: [running(108, { restarts: 2, ...ended('OOMKilled', 0, 97) })], conditions: ready(true, 109) })],
]);

const killedBetween = lifeOf([
  [0, pod({ phase: 'Running', statuses: [running(0)] })],
  [98.4, pod({ phase: 'Running', statuses: [running(98, { restarts: 1, ...ended('OOMKilled', 0, 97) })] })],
]);

const twoRunsBetween = lifeOf([
  [0, pod({ phase: 'Running', statuses: [running(0)] })],
  [60, pod({ phase: 'Running', statuses: [waiting('CrashLoopBackOff', { restarts: 2, ...ended('Error', 40, 55) })] })],
]);

const withInit = lifeOf([
  [0, pod({ statuses: [waiting('PodInitializing')], otherStatuses: [waiting('PodInitializing', { name: 'prepare', role: 'init' })] })],
  [1.2, pod({ statuses: [waiting('PodInitializing')], otherStatuses: [running(1, { name: 'prepare', role: 'init' })] })],
  [
    4.3,
    pod({
      phase: 'Running',
      statuses: [running(4), running(0, { name: 'proxy', role: 'sidecar' })],
      otherStatuses: [terminated('Completed', 1, 4, { name: 'prepare', role: 'init' })],
    }),
  ],
]);

const deleted = lifeOf(
  [
    [0, pod({ phase: 'Running', statuses: [running(0)], conditions: ready(true, 0) })],
    [219, pod({ phase: 'Running', statuses: [running(0)], conditions: ready(true, 0), deletedMs: T0 + 249_000 })],
  ],
  231,
);

const debugged = lifeOf([
  [0, pod({ phase: 'Running', statuses: [running(0)] })],
  [20, pod({ phase: 'Running', statuses: [running(0)], otherStatuses: [running(19, { name: 'shell', role: 'ephemeral' })] })],
  [
    50,
    pod({
      phase: 'Running',
      statuses: [running(0)],
      otherStatuses: [terminated('Completed', 19, 49, { name: 'shell', role: 'ephemeral' })],
    }),
  ],
]);

const unscheduled = (seconds: number) => [
  { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', sinceMs: T0 + seconds * 1_000 },
];
const stuck = lifeOf([
  [0, pod({ conditions: unscheduled(0) })],
  [40, pod({ node: 'n1', statuses: [waiting('ContainerCreating')] })],
]);

const found = lifeOf([
  [
    60,
    pod({
      phase: 'Running',
      statuses: [running(5)],
      conditions: ready(true, 6),
      otherStatuses: [terminated('Completed', 1, 4, { name: 'prepare', role: 'init' })],
    }),
  ],
]);

const bornLate = lifeOf([[1, pod({ phase: 'Running', statuses: [running(0.5)], conditions: ready(true, 1) })]]);

const foundRestarted = lifeOf([[60, pod({ phase: 'Running', statuses: [running(50, { restarts: 3, ...ended('Error', 20, 22) })] })]]);

interface Case {
  readonly name: string;
  readonly life: PodLife;
  readonly signals: readonly Signal[];
  readonly lived: readonly string[];
}

describe('the life of a pod', () => {
  it.each<Case>([
    {
      name: 'of a CronJob, 8 s long',
      life: burst,
      signals: ['phase', 'waiting', 'terminated', 'ready'],
      lived: [
        'phase Pending 0 to 1',
        'waiting app ContainerCreating 0.2 to 1',
        'phase Running 1 to 8',
        'ready true 1 to 8',
        'phase Succeeded 8 to 9',
        'ready false 8 to 9',
        'terminated app Completed 8 to 9',
      ],
    },
    {
      name: 'that is OOM-killed and waits in back-off',
      life: crashLoop,
      signals: ['terminated', 'waiting', 'running', 'ready'],
      lived: [
        'ready true 0 to 97',
        'running app true 0 to 97',
        'ready false 97 to 109',
        'terminated app OOMKilled 97 to 99',
        'waiting app CrashLoopBackOff 99 to 108',
        'running app true 108 to',
        'ready true 109 to',
      ],
    },
    {
      name: 'whose kill no version showed: the next one says it',
      life: killedBetween,
      signals: ['running', 'terminated'],
      lived: ['running app true 0 to 97', 'terminated app OOMKilled 97 to 98', 'running app true 98 to'],
    },
    {
      name: 'with a whole run between two versions',
      life: twoRunsBetween,
      signals: ['running', 'terminated', 'waiting'],
      lived: [
        'running app true 0 to 40',
        'running app true 40 to 55',
        'terminated app Error 55 to 60',
        'waiting app CrashLoopBackOff 60 to',
      ],
    },
    {
      name: 'with an init container and a sidecar',
      life: withInit,
      signals: ['init-waiting', 'init-running', 'init-terminated', 'waiting', 'running'],
      lived: [
        'waiting app PodInitializing 0 to 4',
        'init-waiting prepare PodInitializing 0 to 1',
        'init-running proxy true 0 to',
        'init-running prepare true 1 to 4',
        'running app true 4 to',
        'init-terminated prepare Completed 4 to',
      ],
    },
    {
      name: 'that is deleted',
      life: deleted,
      signals: ['phase', 'deletion', 'ready'],
      lived: ['phase Running 0 to 231', 'ready true 0 to 231', 'deletion Terminating 219 to 231'],
    },
    {
      name: 'with an ephemeral container',
      life: debugged,
      signals: ['ephemeral'],
      lived: ['ephemeral shell running 19 to 49', 'ephemeral shell Completed 49 to'],
    },
    {
      name: 'that cannot be scheduled at first',
      life: stuck,
      signals: ['phase', 'unschedulable', 'waiting'],
      lived: ['phase Pending 0 to', 'unschedulable true 0 to 40', 'waiting app ContainerCreating 40 to'],
    },
    {
      name: 'that is found running: its status tells what was before',
      life: found,
      signals: ['phase', 'waiting', 'init-waiting', 'init-running', 'ready'],
      lived: [
        'phase Pending 0 to 5',
        'waiting app PodInitializing 0 to 5',
        'init-waiting prepare ContainerCreating 0 to 1',
        'init-running prepare true 1 to 4',
        'phase Running 5 to',
        'ready true 6 to',
      ],
    },
    {
      name: 'whose first version shows it running: what was before no version showed',
      life: bornLate,
      signals: ['phase', 'waiting'],
      lived: ['phase Pending 0 to 0.5', 'waiting app ContainerCreating 0 to 0.5', 'phase Running 0.5 to'],
    },
    {
      name: 'that is found restarted: only its last run is known',
      life: foundRestarted,
      signals: ['running', 'terminated', 'waiting'],
      lived: ['running app true 20 to 22', 'terminated app Error 22 to 50', 'running app true 50 to'],
    },
  ])('$name', ({ life, signals, lived }) => {
    expect(sayStates(life, ...signals)).toEqual(lived);
  });

  it('is said as kubectl says it, the worst first', () => {
    const said = (life: PodLife) =>
      statusTrack(life).map(
        ({ says, fromMs, toMs }) => `${says} ${(fromMs - T0) / 1_000} to ${toMs === undefined ? '' : (toMs - T0) / 1_000}`,
      );
    expect(said(crashLoop)).toEqual(['Running 0 to 97', 'OOMKilled 97 to 99', 'CrashLoopBackOff 99 to 108', 'Running 108 to ']);
    expect(said(burst)).toEqual(['Pending 0 to 0.2', 'ContainerCreating 0.2 to 1', 'Running 1 to 8', 'Completed 8 to 9']);
    expect(said(shownLate)).toEqual(['ContainerCreating 0 to 0.999', 'Running 0.999 to 4', 'Completed 4 to ']);
    expect(said(deleted)).toEqual(['Running 0 to 219', 'Terminating 219 to 231']);
  });
});

describe('what a scrape each 15 s could see', () => {
  const scrapes = scrapesEvery(15, 6.5, 240);
  const verdicts = (life: PodLife, signals: readonly Signal[], by = scrapes) =>
    life.states
      .filter(({ signal }) => signals.includes(signal))
      .map((state) => {
        const seen = seenBy(state, by, life.watchedFromMs);
        return `${state.value}: ${seen.verdict}${'because' in seen ? `, ${seen.because}` : ''}`;
      });

  it.each<{ name: string; life: PodLife; signals: readonly Signal[]; by?: typeof scrapes; seen: readonly string[] }>([
    {
      name: 'of an 8 s pod: one scrape found it running, and neither its beginning nor its end',
      life: burst,
      signals: ['phase', 'waiting', 'terminated'],
      seen: [
        'Pending: could-not-be-seen, between-scrapes',
        'ContainerCreating: could-not-be-seen, between-scrapes',
        'Running: seen',
        'Succeeded: could-not-be-seen, between-scrapes',
        'Completed: could-not-be-seen, between-scrapes',
      ],
    },
    {
      name: 'of an 8 s pod that no scrape met: nothing',
      life: burst,
      signals: ['phase'],
      by: scrapesEvery(15, 10, 240),
      seen: [
        'Pending: could-not-be-seen, between-scrapes',
        'Running: could-not-be-seen, between-scrapes',
        'Succeeded: could-not-be-seen, between-scrapes',
      ],
    },
    {
      name: 'of an OOM kill and its back-off: neither',
      life: crashLoop,
      signals: ['terminated', 'waiting'],
      by: scrapesEvery(15, 5, 240),
      seen: ['OOMKilled: could-not-be-seen, between-scrapes', 'CrashLoopBackOff: could-not-be-seen, between-scrapes'],
    },
    {
      name: 'of a kill that the API never showed',
      life: killedBetween,
      signals: ['terminated'],
      seen: ['OOMKilled: could-not-be-seen, never-shown'],
    },
    {
      name: 'of what was before the first version',
      life: bornLate,
      signals: ['phase', 'waiting'],
      seen: ['Pending: could-not-be-seen, never-shown', 'ContainerCreating: could-not-be-seen, never-shown', 'Running: seen'],
    },
    {
      name: 'of a deletion between two scrapes',
      life: deleted,
      signals: ['deletion'],
      by: scrapesEvery(15, 6, 240),
      seen: ['Terminating: could-not-be-seen, between-scrapes'],
    },
    {
      name: 'of an ephemeral container: there is no metric',
      life: debugged,
      signals: ['ephemeral'],
      seen: ['running: could-not-be-seen, no-metric', 'Completed: could-not-be-seen, no-metric'],
    },
    {
      name: 'when the only scrape in it failed',
      life: crashLoop,
      signals: ['waiting'],
      by: scrapesEvery(15, 6.5, 240, [96.5, 111.5, 103]),
      seen: ['CrashLoopBackOff: could-not-be-seen, between-scrapes'],
    },
    {
      name: 'when scrapes in it failed',
      life: stuck,
      signals: ['unschedulable'],
      by: scrapesEvery(15, 6.5, 240, [6.5, 21.5, 36.5]),
      seen: ['true: was-missed, scrape-failed'],
    },
    {
      name: 'when the scraper stood still',
      life: stuck,
      signals: ['unschedulable'],
      by: { ...scrapesEvery(15, 6.5, 240), ticks: [] },
      seen: ['true: was-missed, no-scrape'],
    },
    {
      name: 'of what goes on, before the next scrape',
      life: stuck,
      signals: ['waiting'],
      by: scrapesEvery(15, 6.5, 45),
      seen: ['ContainerCreating: not-yet'],
    },
    {
      name: 'of runs before the watch, of which nobody saw how long they were shown',
      life: foundRestarted,
      signals: ['terminated'],
      seen: ['Error: not-known'],
    },
  ])('$name', ({ life, signals, by, seen }) => {
    expect(verdicts(life, signals, by)).toEqual(seen);
  });
});
