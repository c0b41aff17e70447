import { expect, it } from 'vitest';
import { worldOf } from '../../electron/demo/scenarios/choose';
import { SCENARIOS } from '../../electron/demo/scenarios/table';
import { RULES } from '../../shared/diagnosis/table';

/**
 * Rules that no scenario of the demo shows yet: cases of facts alone show them, and recordings of a real cluster where there is one.
 * scenarios.test.ts sees each of the others come through HTTPS, the engine and the Report.
 */
const NOT_SHOWN: readonly string[] = ['ksm-shard-mismatch', 'node-proxy-denied'];

it('each rule is shown by a scenario, or stands among those that are not yet', () => {
  const shown = new Set(
    SCENARIOS.flatMap(({ name, findings }) => {
      const world = worldOf(name, { seed: 1, startMs: 0 });
      return world.ok ? findings(world.value).map(({ rule }) => rule) : [];
    }),
  );
  // The healthy demo says it of its short-lived pods.
  shown.add('state-shorter-than-scrape');
  const missing = RULES.map(({ id }) => id).filter((id) => !shown.has(id));
  expect(missing.sort()).toEqual([...NOT_SHOWN].sort());
});
