import { expect, it } from 'vitest';
import { diagnose } from './diagnose';
import { facts, kubelet, NOW, resource, scraper, seen, target } from './facts.testSupport';
import { clockSkew } from './rules/clock-skew';
import { samplesNotIngested } from './rules/samples-not-ingested';

const refused = (rejected: Readonly<Record<string, number>>) => [
  scraper([target()], {
    counters: seen({ rejected, discoveryFailures: 0 }),
    before: { atMs: NOW - 15_000, counters: { rejected: {}, discoveryFailures: 0 } },
  }),
];
const ahead = (seconds: number) => [kubelet({ resource: resource({ newestMs: NOW + seconds * 1000 }) })];

it.each<[string, number, Readonly<Record<string, number>>, boolean]>([
  ['a clock eleven minutes ahead explains what is refused as too far in the future', 660, { sample_out_of_bounds: 62 }, true],
  ['one that is a minute ahead does not', 60, { sample_out_of_bounds: 62 }, false],
  ['nor does it explain what is refused for its order as well', 660, { sample_out_of_bounds: 62, sample_out_of_order: 1 }, false],
])('%s', (_name, seconds, rejected, isExplained) => {
  const { findings } = diagnose([clockSkew, samplesNotIngested], facts({ kubelets: ahead(seconds), scrapers: refused(rejected) }));
  const [skew, samples] = [
    findings.find(({ rule }) => rule === 'clock-skew'),
    findings.find(({ rule }) => rule === 'samples-not-ingested'),
  ];
  expect(samples?.causedBy).toEqual(isExplained ? [skew?.id] : []);
});
