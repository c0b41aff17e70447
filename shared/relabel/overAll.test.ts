import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { parseRelabelRules } from './evaluate';
import { explain } from './explain';
import { labelHash, sameLabels } from './labelHash';
import { throughMetricRules, throughTargetRules } from './outcome';
import { OverAll, type Tried } from './overAll';
import { ruleCosts } from './ruleCost';
import { ruleWords } from './ruleWords';
import { readScrape } from './scrapeConfig';

type Labels = Record<string, string>;

function rulesOf(yaml: string) {
  const rules = parseRelabelRules(parse(yaml));
  if (!rules.ok) throw new Error(`${rules.error.path}: ${rules.error.message}`);
  return rules.value;
}

const tried = (labels: readonly Labels[]): Tried => ({ count: labels.length, labelsAt: (index) => labels[index] ?? {} });
const SERIES = [
  { __name__: 'cpu', pod: 'a' },
  { __name__: 'cpu', pod: 'b' },
  { __name__: 'memory', pod: 'a' },
  { __name__: 'threads', pod: 'a' },
];

interface Case {
  readonly name: string;
  readonly rules: string;
  readonly own?: string;
  readonly fates: readonly string[];
  readonly tally: object;
}

const CASES: readonly Case[] = [
  { name: 'no rule', rules: '[]', fates: ['kept', 'kept', 'kept', 'kept'], tally: { stored: 4, kept: 4, collided: 0 } },
  {
    name: 'a drop, with the rule that does it',
    rules: '[{action: drop, source_labels: [pod], regex: none}, {action: drop, source_labels: [__name__], regex: cpu|memory}]',
    fates: ['dropped by 1', 'dropped by 1', 'dropped by 1', 'kept'],
    tally: { stored: 1, dropped: 3 },
  },
  {
    name: 'a rename and a label of its own',
    rules:
      '[{source_labels: [__name__], regex: cpu, target_label: __name__, replacement: cores}, {source_labels: [__name__], regex: memory, target_label: kind, replacement: m}]',
    fates: ['renamed', 'renamed', 'changed', 'kept'],
    tally: { stored: 4, renamed: 2, changed: 1, kept: 1 },
  },
  {
    name: 'two that become one, and one that becomes what is there',
    rules: '[{action: labeldrop, regex: pod}, {source_labels: [__name__], regex: memory, target_label: __name__, replacement: threads}]',
    fates: ['changed, collides', 'changed, collides', 'renamed, collides', 'changed, collides'],
    tally: { stored: 2, collided: 2, changed: 3, renamed: 1 },
  },
  {
    name: 'no name is left: the whole scrape',
    rules: '[{action: labeldrop, regex: __name__}]',
    fates: ['refused', 'refused', 'refused', 'refused'],
    tally: { stored: 0, refused: 4 },
  },
  {
    name: 'nothing is left: dropped by the last rule',
    rules: '[{action: labeldrop, regex: none}, {action: labeldrop, regex: .*}]',
    fates: ['dropped by 1', 'dropped by 1', 'dropped by 1', 'dropped by 1'],
    tally: { stored: 0, dropped: 4 },
  },
  {
    name: 'against the own rules only what comes out counts, not by which rule',
    rules: '[{action: drop, source_labels: [pod], regex: a}]',
    own: '[{action: keep, source_labels: [__name__], regex: cpu|threads}, {action: drop, source_labels: [__name__, pod], regex: cpu;a}]',
    fates: ['dropped by 0', 'kept', 'dropped by 0', 'dropped by 0, was kept'],
    tally: { stored: 1, dropped: 3 },
  },
  {
    name: 'the same series under another label is a difference, though both keep it',
    rules: '[{target_label: cluster, replacement: one}]',
    own: '[{target_label: cluster, replacement: two}]',
    fates: ['changed, differs', 'changed, differs', 'changed, differs', 'changed, differs'],
    tally: { stored: 4, changed: 4 },
  },
];

function sayAll(over: OverAll, count: number): readonly string[] {
  return [...Array(count).keys()].map((index) => {
    const { now, own, rule, collides, differs } = over.at(index);
    const more = [now === own ? (differs ? 'differs' : '') : `was ${own}`, collides ? 'collides' : ''].filter(Boolean);
    return [rule === undefined ? now : `${now} by ${rule}`, ...more].join(', ');
  });
}

describe('rules over all series of a job', () => {
  test.each(CASES)('$name', ({ rules, own, fates, tally }) => {
    const over = new OverAll(
      tried(SERIES),
      'metric',
      throughMetricRules(rulesOf(rules)),
      own === undefined ? undefined : throughMetricRules(rulesOf(own)),
    );
    while (over.run(1));
    expect(sayAll(over, SERIES.length)).toEqual(fates);
    expect(over.tally()).toMatchObject({ all: 4, ...tally });
  });

  it('goes on where it stopped, and counts what has gone through so far', () => {
    const over = new OverAll(tried(SERIES), 'metric', throughMetricRules([]));
    expect(over.run(3)).toBe(true);
    expect(over.tally()).toMatchObject({ all: 3, stored: 3 });
    expect(over.run(3)).toBe(false);
    expect(over.tally()).toMatchObject({ all: 4, stored: 4 });
  });

  it('tells the own rules apart: what they store, and how many come out otherwise', () => {
    const own = throughMetricRules(rulesOf('[{action: labeldrop, regex: pod}]'));
    const over = new OverAll(tried(SERIES), 'metric', throughMetricRules([]), own);
    over.run(10);
    expect(over.ownTally()).toMatchObject({ changed: 4, collided: 1, stored: 3 });
    expect([over.differences, over.colliding]).toEqual([4, 0]);
  });
});

describe('rules over the targets of a job', () => {
  const base = { __scheme__: 'http', __metrics_path__: '/metrics', __scrape_interval__: '15s', __scrape_timeout__: '10s' };
  const TARGETS = [
    { ...base, __address__: '10.0.0.1:80', __meta_app: 'a' },
    { ...base, __address__: '10.0.0.2:80', __meta_app: 'b' },
  ];
  it.each([
    ['kept though its meta labels go', '[]', ['kept', 'kept']],
    ['dropped', '[{action: keep, source_labels: [__meta_app], regex: a}]', ['kept', 'dropped by 0']],
    [
      'the same address twice is one target',
      '[{target_label: __address__, replacement: "1.1.1.1:80"}]',
      ['kept, collides', 'kept, collides'],
    ],
    ['no address: not taken', '[{action: labeldrop, regex: __address__}]', ['refused', 'refused']],
  ])('%s', (_name, rules, fates) => {
    const scrape = readScrape({ job_name: 'j', relabel_configs: parse(rules) });
    if (!scrape.ok) throw new Error(scrape.error.message);
    const over = new OverAll(tried(TARGETS), 'target', throughTargetRules(scrape.value));
    over.run(10);
    expect(sayAll(over, TARGETS.length)).toEqual(fates);
  });
});

it('what a drop saves: series and samples/s by the interval of each target, most first', () => {
  const rules = rulesOf('[{action: drop, source_labels: [__name__], regex: cpu}, {action: drop, source_labels: [pod], regex: a}]');
  const over = new OverAll(tried(SERIES), 'metric', throughMetricRules(rules));
  over.run(10);
  const costs = ruleCosts(over, { count: 4, targetAt: (index) => (index === 1 ? 0 : 1) }, (target) => (target === 0 ? 5_000 : 20_000));
  expect(costs).toEqual([
    {
      rule: 0,
      series: 2,
      samplesPerSecond: 0.25,
      targets: [
        { target: 1, series: 1, samplesPerSecond: 0.05 },
        { target: 0, series: 1, samplesPerSecond: 0.2 },
      ],
    },
    { rule: 1, series: 2, samplesPerSecond: 0.1, targets: [{ target: 1, series: 2, samplesPerSecond: 0.1 }] },
  ]);
});

describe('label sets', () => {
  it('have one hash in any order, empty labels left out; others have others', () => {
    const one = labelHash({ a: '1', b: '2' });
    expect(labelHash({ b: '2', a: '1', c: '' })).toBe(one);
    const others: readonly Labels[] = [{ a: '2', b: '1' }, { a: '1' }, { a: '12', b: '' }, {}];
    for (const other of others) expect(labelHash(other)).not.toBe(one);
  });

  it.each([
    [{ a: '1', b: '' }, { a: '1' }, true],
    [{ a: '1' }, { a: '1', b: '' }, true],
    [{ a: '1' }, { a: '1', b: '2' }, false],
    [{ a: '1' }, { a: '2' }, false],
  ])('%o and %o: %s', (one, other, same) => expect(sameLabels(one, other)).toBe(same));
});

it('explains each rule: what it looked at, whether it matched, which labels it wrote', () => {
  const rules = rulesOf(`
- {source_labels: [a, b], target_label: c, regex: "(x);(y)", replacement: "$2"}
- {action: labelmap, regex: "(a|b)", replacement: "z_$1"}
- {action: labeldrop, regex: none}
- {action: keepequal, source_labels: [a], target_label: z_a}
- {action: uppercase, source_labels: [a], target_label: a}
- {action: drop, source_labels: [c], regex: y}
- {action: drop, source_labels: [c], regex: never}`);
  const steps = explain({ a: 'x', b: 'y' }, rules);
  expect(steps.map(({ looked, matched, kept }) => [looked, matched, kept])).toEqual([
    ['x;y', true, true],
    ['a, b', true, true],
    ['', false, true],
    ['x', true, true],
    ['x', true, true],
    ['y', true, false],
  ]);
  expect(steps[0]?.edits).toEqual([{ label: 'c', after: 'y' }]);
  expect(steps[4]?.edits).toEqual([{ label: 'a', before: 'x', after: 'X' }]);
});

it.each([
  ['{action: drop, source_labels: [__name__], regex: go_.*}', 'drop [__name__] matching go_.*'],
  ['{action: keep, source_labels: [a, b]}', 'keep [a, b]'],
  ['{target_label: cluster, replacement: one}', 'cluster = "one"'],
  ['{source_labels: [a], regex: x(.+), target_label: b}', 'b = "$1" from [a] matching x(.+)'],
  ['{action: keepequal, source_labels: [a], target_label: b}', 'keepequal [a] and b'],
  ['{action: hashmod, source_labels: [a], target_label: b, modulus: 4}', 'b = hash of [a] modulo 4'],
  ['{action: lowercase, source_labels: [a], target_label: b}', 'b = [a] in lowercase'],
  ['{action: labelmap, regex: x_(.+)}', 'labelmap matching x_(.+) to $1'],
  ['{action: labeldrop, regex: id}', 'labeldrop matching id'],
])('%s in words: %s', (yaml, words) => expect(rulesOf(`[${yaml}]`).map(ruleWords)).toEqual([words]));
