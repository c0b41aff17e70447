import { afterAll, expect, it } from 'vitest';
import { type LookedAtDemo, lookUntilRight, openDemo } from '../support/demoLook';

/** The demo has lived so long that its Prometheus was refused by the limit more than once. */
const WARM_UP_MS = 135_000;
const SAYS = /^Prometheus would reject this scrape: \d+ samples, sample_limit 10 \(job kubelet-resource\)$/;

let looked: LookedAtDemo | undefined;
afterAll(() => looked?.close());

it("a scrape_config's limits are held against what its targets expose, and against nothing else", async () => {
  looked = await openDemo('prometheus-sample-limit', WARM_UP_MS);
  const { session } = looked;
  const limitsSaid = () =>
    session.discovered.flatMap(({ id, kind }) =>
      (session.looks.get(id)?.judgement.facts ?? [])
        .filter(({ value }) => value.startsWith('Prometheus would reject'))
        .map(({ label, value, evidence }) => ({ kind, label, value, evidence })),
    );
  const kubelets = () => session.discovered.filter(({ kind }) => kind === 'kubelet').length;
  const wrong = await lookUntilRight(looked, () => (limitsSaid().length < kubelets() ? [`${limitsSaid().length} of ${kubelets()}`] : []));
  expect(wrong).toEqual([]);
  expect(limitsSaid()).toHaveLength(kubelets());
  for (const { kind, label, value, evidence } of limitsSaid()) {
    expect({ kind, label }).toEqual({ kind: 'kubelet', label: 'scrape of /metrics/resource' });
    expect(value).toMatch(SAYS);
    expect(evidence).toMatchObject({ request: expect.stringContaining('/metrics/resource'), answerId: expect.any(String) });
  }
});
