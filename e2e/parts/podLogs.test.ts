import { afterEach, expect, it } from 'vitest';
import { readLog } from '../../electron/engine/logs/readLog';
import { lookUntilRight, openDemo } from '../support/demoLook';

const SIGNAL = new AbortController().signal;

const closers: (() => Promise<void>)[] = [];
afterEach(() => closers.pop()?.());

it.each([
  ['ksm-rbac', 'ksm-list-failing', /Failed to watch \*v1\.Node: failed to list \*v1\.Node: nodes is forbidden/],
  ['metrics-server-no-permission', 'kubelet-access-denied', /"Failed to scrape node" err=.*403 Forbidden/],
])('of %s a finding names the pod whose log says the cause', async (fault, rule, says) => {
  const { session, port, access, report, close } = await openDemo('healthy', 180_000, { faults: [fault] });
  closers.push(close);
  const logOf = () => {
    const finding = report.make().findings.find((each) => each.rule === rule);
    return report.places?.().find(({ id }) => id === finding?.id)?.logs?.[0];
  };
  const wrong = await lookUntilRight({ session }, () => (logOf() === undefined ? [`no log of ${rule}`] : []));
  expect(wrong).toEqual([]);
  const of = logOf();
  const read = of && (await readLog(of, { session, port, access }, SIGNAL));
  expect(read).toMatchObject({ state: 'answered', text: expect.stringMatching(says) });
});
