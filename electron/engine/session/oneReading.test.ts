import { afterEach, expect, it, vi } from 'vitest';
import { TargetReader } from '../../../shared/exposition/targetReader';
import { manualClock } from '../cluster/manualClock.testSupport';
import { component, endpoints, lookOnce, NOW } from '../probers/oneLook.testSupport';
import type { LookResult } from '../probers/prober';
import { proberOf } from '../probers/table';
import { AnswerStore } from '../store/answers';
import { Readings } from '../store/readings';
import { Intake } from '../store/samples/intake';
import { SampleStore } from '../store/samples/sampleStore';
import { Expositions } from './expositions';
import { FamilyIndex } from './familyIndex';
import { familyValues } from './familyValues';

afterEach(() => vi.restoreAllMocks());

const TEXTS = {
  '/metrics': 'up 1\nprober_probe_total 1\n',
  '/metrics/resource': 'scrape_error 0\nnode_cpu_usage_seconds_total 5\n',
  '/metrics/probes': 'prober_probe_total{probe="a"} 1\n',
  '/metrics/cadvisor': 'container_cpu_usage_seconds_total{id="/"} 1\n',
};
const OTHERS = { '/healthz': 'ok', '/configz': '{}', '/pods': '{"items":[]}', '/stats/summary?only_cpu_and_memory=true': '{"node":{}}' };
/** Each exposition of a kind is asked for with every look; those of the kubelet that are asked for seldom come with the next look again. */
const KINDS = { kubelet: 3, cadvisor: 1, 'kube-state-metrics': 1, 'node-exporter': 1 } as const;
type Kind = keyof typeof KINDS;

/** Everything that reads expositions, after one look. */
async function lookAndShow(kind: Kind, nowMs: number, parts: ReturnType<typeof engine>, before?: LookResult): Promise<LookResult> {
  const prober = proberOf(kind);
  if (prober === undefined) throw new Error(`nobody looks at ${kind}`);
  const { answers, readings, intake, expositions } = parts;
  const found = component({ kind, id: kind, endpoints: endpoints(['metrics']) });
  const replies = { ...OTHERS, ...TEXTS };
  const look = await lookOnce(prober, {
    found,
    replies,
    nowMs,
    answers,
    readings,
    facts: before === undefined ? {} : { [kind]: before.facts },
  });
  intake.looked(look, answers, readings);
  await parts.clock.advance(0);
  const looks = new Map([[look.id, look]]);
  new FamilyIndex().readMore({ discovered: [found], looks, answers, readings }, nowMs);
  for (const { answerId, families } of expositions.inLook(look, answers)) showFamilies(answerId, families, parts);
  return look;
}

function showFamilies(answerId: string, families: readonly { name: string }[], { answers, expositions }: ReturnType<typeof engine>): void {
  const kept = answers.get(answerId);
  const reading = kept && expositions.of(kept);
  if (reading?.ok !== true) throw new Error('what is shown must be readable');
  for (const { name } of families) familyValues(reading.value, name, '');
}

/** The bodies that were read, in the order of their readings; of texts that might be expositions (a health check's "ok") there may be more. */
function watchReadings(): () => string[] {
  const read = vi.spyOn(TargetReader.prototype, 'read');
  return () => read.mock.calls.map(([bytes]) => new TextDecoder().decode(bytes)).filter((text) => text.includes(' '));
}

function engine() {
  const clock = manualClock(NOW);
  const samples = new SampleStore();
  const readings = new Readings();
  return {
    clock,
    samples,
    answers: new AnswerStore(),
    readings,
    intake: new Intake(samples, clock),
    expositions: new Expositions(readings),
  };
}

it.each(Object.entries(KINDS) as [Kind, number][])('%s: prober, history and metrics tab share one reading', async (kind, expositions) => {
  const bodiesRead = watchReadings();
  const parts = engine();
  await lookAndShow(kind, NOW, parts);
  expect(bodiesRead()).toHaveLength(expositions);
  expect([...parts.samples.all()]).toHaveLength(expositions);
});

it('what comes with the next look again is not read again', async () => {
  const bodiesRead = watchReadings();
  const parts = engine();
  const first = await lookAndShow('kubelet', NOW, parts);
  expect(bodiesRead()).toHaveLength(3);
  await lookAndShow('kubelet', NOW + 15_000, parts, first);
  // Of the three only /metrics/resource is asked for with each look.
  expect(bodiesRead().slice(3)).toEqual([TEXTS['/metrics/resource']]);
  expect(parts.readings.size.readers).toBe(3);
});
