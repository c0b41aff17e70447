import { expect, it } from 'vitest';
import { containerLog } from './containerLogs';
import { bodyOf, get } from './testShape';
import { container, pod } from './testWorld';

const LAST = { id: 'ff00', reason: 'OOMKilled', exitCode: 137, startedMs: 0, finishedMs: 1 };
const PODS = [
  pod('demo', 'web-1', 'node-1', { containers: [container('web', 'web-1'), container('hungry', 'web-1', { restarts: 2, last: LAST })] }),
  pod('demo', 'new', 'node-1', { containers: [container('web', 'new', { state: 'waiting' })] }),
];
const LINES = ['one', 'two', 'three'];

/** "200 one" for a path and query. */
function read(path: string): string | undefined {
  const answer = containerLog(PODS, get(path), ({ name }) => (name === 'web-1' ? LINES : []));
  return answer && `${answer.status} ${bodyOf(answer)}`;
}

it.each([
  ['all of it', '/containerLogs/demo/web-1/web', '200 one\ntwo\nthree\n'],
  ['its end', '/containerLogs/demo/web-1/web?tailLines=2', '200 two\nthree\n'],
  ['none of it', '/containerLogs/demo/web-1/web?tailLines=0', '200 '],
  [
    'of one that was never started anew, before that',
    '/containerLogs/demo/web-1/web?previous=true',
    '400 previous terminated container "web" in pod "web-1" not found',
  ],
  [
    'of one that was killed, before that',
    '/containerLogs/demo/web-1/hungry?previous=true',
    '200 unable to retrieve container logs for containerd://ff00',
  ],
  ['of one that has not begun', '/containerLogs/demo/new/web', '400 container "web" in pod "new" is waiting to start: ContainerCreating'],
  ['of a pod that is not there', '/containerLogs/demo/none/web', '404 pod "none" does not exist\n'],
  ['of a container that is not there', '/containerLogs/demo/web-1/none', '404 404 page not found\n'],
  ['of another path: nothing', '/containerLogs/demo/web-1', undefined],
])('%s', (_name, path, expected) => expect(read(path)).toBe(expected));
