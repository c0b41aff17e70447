import { describe, expect, it } from 'vitest';
import type { Task } from './step';
import { isDone, type Seen } from './tasks';

const NOTHING: Seen = {
  screen: 'map',
  opened: { kind: 'none' },
  tab: 'overview',
  request: undefined,
  path: { kind: 'none' },
  part: '',
  members: {},
};
const card = (id: string) => ({ kind: 'card', card: id }) as const;
const member = (id: string) => ({ kind: 'member', card: 'kubelet', member: id }) as const;
const KUBELETS = {
  kubelet: [{ id: 'kubelet/n1', ageSeconds: 4 }, { id: 'kubelet/n2', ageSeconds: 21.5 }, { id: 'kubelet/n3' }],
};

const CASES: readonly (readonly [name: string, task: Task, done: Partial<Seen>, near: Partial<Seen>])[] = [
  ['a card', { kind: 'open-card', card: 'kubelet' }, { opened: card('kubelet') }, { opened: card('cadvisor') }],
  ['a card, by one of its members', { kind: 'open-card', card: 'kubelet' }, { opened: member('kubelet/n1') }, {}],
  [
    'a hop',
    { kind: 'open-hop', from: 'kubelet', to: 'prometheus' },
    { opened: { kind: 'hop', from: 'kubelet', to: 'prometheus' } },
    { opened: { kind: 'hop', from: 'kubelet', to: 'metrics-server' } },
  ],
  [
    'a tab of a card',
    { kind: 'open-tab', card: 'cadvisor', tab: 'metrics' },
    { opened: card('cadvisor'), tab: 'metrics' },
    { opened: card('kubelet'), tab: 'metrics' },
  ],
  [
    'a raw answer',
    { kind: 'read-answer', path: '/metrics/resource' },
    { request: 'GET /api/v1/nodes/n1/proxy/metrics/resource' },
    { request: 'GET /api/v1/nodes/n1/proxy/metrics/cadvisor' },
  ],
  ['a raw answer of a request with a query', { kind: 'read-answer', path: '/readyz' }, { request: 'GET /readyz?verbose' }, {}],
  [
    'the path of a card',
    { kind: 'light-path', card: 'hpa' },
    { opened: card('hpa'), path: card('hpa') },
    { opened: card('hpa'), path: card('prometheus') },
  ],
  [
    'the oldest member',
    { kind: 'open-oldest', card: 'kubelet' },
    { opened: member('kubelet/n2'), members: KUBELETS },
    { opened: member('kubelet/n1'), members: KUBELETS },
  ],
  [
    'the oldest member, where none says an age',
    { kind: 'open-oldest', card: 'kubelet' },
    { opened: member('kubelet/n2'), members: KUBELETS },
    { opened: member('kubelet/n3'), members: { kubelet: [{ id: 'kubelet/n3' }] } },
  ],
  ['a screen', { kind: 'show-part', screen: 'gaps' }, { screen: 'gaps' }, { screen: 'trace' }],
  [
    'a part of a screen',
    { kind: 'show-part', screen: 'access', part: 'housekeeping' },
    { screen: 'access', part: 'housekeeping' },
    { screen: 'access', part: 'kubelets' },
  ],
  [
    'a part of this screen, not of another',
    { kind: 'show-part', screen: 'doctors', part: 'hpa' },
    { screen: 'doctors', part: 'hpa' },
    { screen: 'trace', part: 'hpa' },
  ],
];

describe('a task asks for', () => {
  it.each(CASES)('%s', (_name, task, done, near) => {
    expect(isDone(task, { ...NOTHING, ...done })).toBe(true);
    expect(isDone(task, { ...NOTHING, ...near })).toBe(false);
    expect(isDone(task, NOTHING)).toBe(false);
  });
});
