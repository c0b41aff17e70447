import { describe, expect, it } from 'vitest';
import { isJson, type Json, objects } from '../cluster/strip/fields';
import { stripPod } from '../cluster/strip/pod';
import { SharedValues } from '../cluster/strip/sharedValues';
import { readRecording } from '../probers/recordings.testSupport';
import { KEPT_MS, PodLog } from './podLog';

const START = Date.UTC(2026, 10, 21, 13, 0, 0);
const shared = new SharedValues();

interface Version {
  readonly name?: string;
  readonly phase?: string;
  readonly createdMs?: number;
  readonly more?: Json;
}

function podOf({ name = 'web-1', phase = 'Running', createdMs = START - 7_200_000, more = {} }: Version = {}) {
  const metadata = { namespace: 'demo', name, uid: `uid-${name}`, creationTimestamp: new Date(createdMs).toISOString() };
  return stripPod({ metadata, status: { phase, ...more } }, shared);
}

function logAt(mostStates?: number) {
  let nowMs = START;
  const log = new PodLog(() => nowMs, mostStates);
  return {
    log,
    at: (seconds: number) => {
      nowMs = START + seconds * 1_000;
      return log;
    },
    lives: () =>
      [...log.lives()].map(
        ({ name, states, goneMs }) => `${name}${goneMs === undefined ? '' : ' gone'}: ${states.map(({ value }) => value).join(' ')}`,
      ),
  };
}

describe('the log of pods', () => {
  it('keeps no life of a pod to which nothing happened', () => {
    const { at, lives } = logAt();
    at(0).hear('listed', podOf());
    at(60).hear('changed', podOf());
    expect(lives()).toEqual([]);
  });

  it('a pod that changes is followed from what it was; one that is deleted is gone', () => {
    const { at, lives } = logAt();
    at(0).hear('listed', podOf());
    at(10).hear('changed', podOf({ phase: 'Failed' }));
    expect(lives()).toEqual(['web-1: Running Failed']);
    at(20).hear('removed', podOf({ phase: 'Failed' }));
    expect(lives()).toEqual(['web-1 gone: Running Failed']);
  });

  it('a pod that a later list does not show is gone too', () => {
    const { at, lives } = logAt();
    at(0).hear('listed', podOf());
    at(10).hear('missing', podOf());
    expect(lives()).toEqual(['web-1 gone: Running']);
  });

  it('the deletionTimestamp that a DELETED event alone carries was never shown', () => {
    const { at, lives } = logAt();
    at(0).hear('changed', podOf({ phase: 'Succeeded', createdMs: START }));
    const last = podOf({ phase: 'Succeeded', createdMs: START });
    at(5).hear('removed', { ...last, deletedMs: START + 5_000 });
    expect(lives()).toEqual(['web-1 gone: Succeeded']);
  });

  it('forgets what ended more than an hour ago', () => {
    const { at, lives } = logAt();
    at(0).hear('changed', podOf({ name: 'old', createdMs: START, phase: 'Pending' }));
    at(5).hear('removed', podOf({ name: 'old', createdMs: START, phase: 'Pending' }));
    at(KEPT_MS / 1_000 + 66).hear('listed', podOf({ name: 'other' }));
    expect(lives()).toEqual([]);
  });

  it('over the cap lets go of those that changed longest ago, and counts them', () => {
    const { log, at, lives } = logAt(3);
    for (const [second, name] of ['a', 'b', 'c', 'd', 'e'].entries())
      at(second).hear('changed', podOf({ name, createdMs: START, phase: 'Pending' }));
    expect(lives()).toEqual(['c: Pending', 'd: Pending', 'e: Pending']);
    expect(log.dropped).toBe(2);
  });

  it('pods that only run cost an entry each', () => {
    const { log, at } = logAt();
    at(0);
    for (let pod = 0; pod < 2_000; pod += 1) log.hear('listed', podOf({ name: `web-${pod}` }));
    expect([...log.lives()]).toEqual([]);
  });
});

describe('pods of a real cluster (Kubernetes 1.34) that were found', () => {
  const answer = readRecording('healthy').answers.find(({ path }) => /^\/api\/v1\/pods/.test(path));
  const list: unknown = JSON.parse(new TextDecoder().decode(answer?.body()));
  const log = new PodLog(() => Date.UTC(2026, 10, 21, 13, 17, 40));
  for (const item of objects(isJson(list) ? list : {}, 'items')) log.hear('listed', stripPod(item, shared));
  const said = (prefix: string): readonly string[] =>
    [...log.lives()]
      .filter(({ name }) => name.startsWith(prefix))
      .flatMap(({ states }) =>
        states.map(({ signal, value, fromMs, toMs, shown }) => {
          const clock = (ms: number | undefined): string => (ms === undefined ? '' : new Date(ms).toISOString().slice(14, 19));
          return `${signal} ${value} ${clock(fromMs)}-${clock(toMs)}${shown === undefined ? ' (nobody saw how long it was shown)' : ''}`;
        }),
      );

  it('burst: made and started at 16:00, ended after 4 s; the kubelet said so a second later', () => {
    expect([...said('burst-29921116')].sort()).toEqual([
      'phase Pending 16:00-16:00',
      'phase Running 16:00-16:04',
      'phase Succeeded 16:04-',
      'ready false 16:05-',
      'running true 16:00-16:04',
      'terminated Completed 16:04-',
      'waiting ContainerCreating 16:00-16:00',
    ]);
  });

  it('crasher: its last run of 2 s, an error, then back-off', () => {
    expect(said('crasher')).toEqual(
      expect.arrayContaining([
        'running true 15:45-15:47 (nobody saw how long it was shown)',
        'terminated Error 15:47-15:47 (nobody saw how long it was shown)',
        'waiting CrashLoopBackOff 15:47-',
      ]),
    );
  });

  it('hungry: killed by the OOM killer after 3 s', () => {
    expect(said('hungry')).toEqual(
      expect.arrayContaining([
        'running true 15:57-16:00 (nobody saw how long it was shown)',
        'terminated OOMKilled 16:00-16:00 (nobody saw how long it was shown)',
      ]),
    );
  });

  it('worker: its init container ran from 38 to 41', () => {
    expect(said('worker-cf648896c-m7khl')).toEqual(
      expect.arrayContaining(['init-running true 04:38-04:41', 'init-terminated Completed 04:41-']),
    );
  });
});
