import { expect, it } from 'vitest';
import { node, pod } from '../diagnosis/facts.testSupport';
import { parseExposition } from '../exposition/parse';
import { isKsmChangeFamily, ksmChanges } from './ksmFreshness';

const AT = 1_700_000_100_000;
const ready = (status: string, ageSeconds: number) => [{ type: 'Ready', status, sinceMs: AT - ageSeconds * 1_000 }];
const WEB = { namespace: 'demo', pod: 'web', uid: 'uid-web' };
const labelsOf = (labels: object) =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${value}"`)
    .join(',');
/** One sample for each status, as it has them. */
const podReady = (status: string, of: object = WEB) =>
  ['true', 'false', 'unknown']
    .map((each) => `kube_pod_status_ready{${labelsOf({ ...of, condition: each })}} ${Number(each === status)}\n`)
    .join('');
const readyAt = (ageSeconds: number) => `kube_pod_status_ready_time{${labelsOf(WEB)}} ${AT / 1_000 - ageSeconds}\n`;
const nodeReady = (status: string, condition = 'Ready') =>
  `kube_node_status_condition{node="n1",condition="${condition}",status="${status}"} 1\n`;

function changes(text: string, web: ReturnType<typeof ready>, n1 = ready('True', 0)) {
  const read = parseExposition(text, 'text');
  if (!read.ok) throw new Error(read.error.message);
  return ksmChanges(
    [...read.value.samples()].filter(({ name }) => isKsmChangeFamily(name)),
    { pods: [pod('demo', 'web', { conditions: web })], nodes: [node('n1', n1)] },
    AT,
  ).map(({ what, sinceMs, isShown }) => `${what}, ${(AT - sinceMs) / 1_000} s: ${isShown ? 'shown' : 'not shown'}`);
}

it.each<[string, string, ReturnType<typeof ready>, readonly string[]]>([
  ['a pod that became ready', podReady('true'), ready('True', 5), ['pod demo/web is Ready, 5 s: shown']],
  ['with its time', `${podReady('true')}${readyAt(5)}`, ready('True', 5), ['pod demo/web is Ready, 5 s: shown']],
  [
    'the time of a change before: it was ready, was not, and is again',
    `${podReady('true')}${readyAt(900)}`,
    ready('True', 40),
    ['pod demo/web is Ready, 40 s: not shown'],
  ],
  ['a pod that became unready and is shown as ready', podReady('true'), ready('False', 40), ['pod demo/web is not Ready, 40 s: not shown']],
  [
    'a time of what is not ready any more tells nothing',
    `${podReady('false')}${readyAt(900)}`,
    ready('False', 3),
    ['pod demo/web is not Ready, 3 s: shown'],
  ],
  ['what changed after it was read, or in that second', podReady('true'), ready('False', 0.5), []],
  ['a pod that it does not expose: of another shard', podReady('true', { ...WEB, pod: 'other' }), ready('True', 5), []],
  ['another pod of that name', podReady('true', { ...WEB, uid: 'older' }), ready('True', 5), []],
  ['a release without uid', podReady('true', { namespace: 'demo', pod: 'web' }), ready('True', 5), ['pod demo/web is Ready, 5 s: shown']],
])('%s', (_name, text, web, expected) => {
  expect(changes(text, web)).toEqual(expected);
});

it.each([
  ['true', 'True', ['node n1 is Ready, 7 s: shown']],
  ['true', 'Unknown', ['node n1 is unknown, 7 s: not shown']],
])('a node shown as %s that is %s', (shown, status, expected) => {
  expect(changes(`${nodeReady(shown)}${nodeReady('true', 'MemoryPressure')}`, ready('True', 0), ready(status, 7))).toEqual(expected);
});
