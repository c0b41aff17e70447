import { component, denied, NOW, seen } from '../facts.testSupport';
import type { CadvisorSight } from '../sights';
import type { RuleCases } from './ruleCase.testSupport';

const cadvisor = (more: Partial<CadvisorSight>): { cadvisors: CadvisorSight[] } => ({
  cadvisors: [
    {
      found: component('cadvisor', 'n1', { card: 'cadvisor', node: 'n1', pods: [], workload: undefined }),
      exposition: seen({ containerCgroups: 2, labelled: 2 }),
      periods: [],
      looks: 5,
      ...more,
    },
  ],
});
const copies = (...secondsOld: readonly number[]) => [
  {
    container: 'demo/web-0/web',
    copies: secondsOld.map((seconds, i) => ({ id: `/kubepods/burstable/pod1/${i}`, atMs: NOW - seconds * 1000 })),
  },
];
const alone = component('cadvisor', 'cadvisor', { card: 'cadvisor-standalone', namespace: 'cadvisor' });
const read = (least: number, count = 8) => ({
  leastPeriods: Array.from({ length: count }, () => least),
  periods: Array.from({ length: count }, () => least + 15),
});
const UNREAD = cadvisor({ exposition: denied(), looks: 0 });

export const CADVISOR_CASES: RuleCases = {
  'stale-container-series': [
    ['one that was last read 5 min before the other', cadvisor({ doubled: copies(5, 305) }), 'fail Node/n1'],
    ['of a cAdvisor that stands alone', cadvisor({ found: alone, doubled: copies(5, 305) }), 'fail Deployment/cadvisor/cadvisor'],
    ['it was replaced 30 s ago', cadvisor({ doubled: copies(5, 35) }), 'pass'],
    ['both are read', cadvisor({ doubled: copies(5, 12) }), 'pass'],
    ['none twice', cadvisor({ doubled: [] }), 'pass'],
    ['may not be read', UNREAD, 'cannot-tell'],
  ],
  'housekeeping-cadence': [
    ['each minute and more', cadvisor(read(60)), 'fail Node/n1'],
    ['at most the longest by default', cadvisor(read(30)), 'pass'],
    ['looks too far apart to prove anything', cadvisor({ ...read(-40), periods: [120, 120] }), 'pass'],
    ['three periods yet', cadvisor(read(60, 3)), 'cannot-tell'],
    ['may not be read', UNREAD, 'cannot-tell'],
  ],
  'cadvisor-series-flapping': [
    ['one came back twice', cadvisor({ flapping: [{ id: '/a', times: 2, what: 'series' }] }), 'fail Node/n1'],
    [
      'two came back once',
      cadvisor({
        flapping: [
          { id: '/a', times: 1, what: 'series' },
          { id: '/b', times: 1, what: 'series' },
        ],
      }),
      'fail Node/n1',
    ],
    ['names come and go', cadvisor({ flapping: [{ id: '/a', times: 2, what: 'names' }] }), 'fail Node/n1'],
    ['one came back once', cadvisor({ flapping: [{ id: '/a', times: 1, what: 'series' }] }), 'pass'],
    ['all stay', cadvisor({ flapping: [] }), 'pass'],
    ['two looks yet', cadvisor({ flapping: [], looks: 2 }), 'cannot-tell'],
    ['may not be read', UNREAD, 'cannot-tell'],
  ],
};
