import { expect, it } from 'vitest';
import { worldOf } from '../../electron/demo/scenarios/choose';
import { SCENARIOS } from '../../electron/demo/scenarios/table';
import { RULES } from '../../shared/diagnosis/table';

/** scenarios.test.ts sees each of them come through HTTPS, the engine and the Report. */
it('each rule is shown by a scenario', () => {
  const shown = new Set(
    SCENARIOS.flatMap(({ name, findings }) => {
      const world = worldOf(name, { seed: 1, startMs: 0 });
      if (!world.ok) throw new Error(world.error);
      return findings(world.value).map(({ rule }) => rule);
    }),
  );
  // The healthy demo says it of its short-lived pods.
  shown.add('state-shorter-than-scrape');
  expect(RULES.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
});
