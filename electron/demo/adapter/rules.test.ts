import { describe, expect, it } from 'vitest';
import { objectQuery } from './metricsQuery';
import { metricName, passesFilters, resourcesOf } from './naming';
import { milliQuantity } from './quantity';
import { type Rule, readConfig } from './rule';
import { parseSelector } from './selector';

function rule(yaml: string): Rule {
  const config = readConfig(`rules: [${yaml}]`);
  if (!config.ok) throw new Error(config.error);
  const [first] = config.value.rules;
  if (first === undefined) throw new Error('no rule');
  return first;
}

describe('milliQuantity', () => {
  const cases: [number, string][] = [
    [9.5049, '9504m'],
    [34, '34'],
    [34_000, '34k'],
    [0, '0'],
    [0.0004, '0'],
    [Number.NaN, '0'],
    [-1.5, '-1500m'],
    [2_000_000, '2M'],
    [1234, '1234'],
  ];
  it.each(cases)('%d is %s', (value, text) => expect(milliQuantity(value)).toBe(text));
});

describe('names', () => {
  const cases: [string, string, string, string | undefined][] = [
    ['no matcher: the whole name', '{}', 'a_total', 'a_total'],
    ['no group: what matched', '{matches: "_total$"}', 'a_total', '_total'],
    ['one group: that', '{matches: "^(.*)_total$"}', 'a_total', 'a'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Go's way to name a group
    ['as', '{matches: "^(.*)_total$", as: "${1}_per_second"}', 'a_total', 'a_per_second'],
    ['as without braces is another group', '{matches: "^(.*)_total$", as: "$1_per_second"}', 'a_total', ''],
    ['no match', '{matches: "^(.*)_total$"}', 'a', undefined],
  ];
  it.each(cases)('%s', (_name, yaml, series, expected) => {
    expect(metricName(rule(`{seriesQuery: x, name: ${yaml}, metricsQuery: x}`), series)).toBe(expected);
  });

  it('filters are not anchored and name.matches is one', () => {
    const filtered = rule('{seriesQuery: x, seriesFilters: [{isNot: "bad"}, {is: "^a"}], name: {matches: "_total$"}, metricsQuery: x}');
    expect(['a_total', 'a_bad_total', 'b_total', 'a'].filter((name) => passesFilters(filtered, name))).toEqual(['a_total']);
  });
});

describe('resources', () => {
  const template = rule('{seriesQuery: x, resources: {template: "kube_<<.Group>>_<<.Resource>>"}, metricsQuery: x}');
  it('by template, groups with underscores', () => {
    const { resources } = resourcesOf(template, { kube_apps_deployment: 'd', kube__pod: 'p', other: 'x' });
    expect(resources).toEqual([
      { group: 'apps', resource: 'deployments' },
      { group: '', resource: 'pods' },
    ]);
  });
  it('any other label makes a series of a node namespaced', () => {
    expect(resourcesOf(template, { kube__node: 'n' }).namespaced).toBe(false);
    expect(resourcesOf(template, { kube__node: 'n', mode: 'idle' }).namespaced).toBe(true);
  });
});

describe('queries', () => {
  const plain = rule(
    '{seriesQuery: x, resources: {overrides: {ns: {resource: namespace}, pod: {resource: pod}}}, metricsQuery: "s(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>) <<index .LabelValuesByName \\"pod\\">>"}',
  );
  const query = (names: string[], selector: string) => {
    const parsed = parseSelector(selector);
    if (!parsed.ok) throw new Error(parsed.error);
    const built = objectQuery(plain, 'm', { resource: { group: '', resource: 'pods' }, namespace: 'demo', names, selector: parsed.value });
    return built.ok ? built.value : built.error;
  };
  const cases: [string, string[], string, string][] = [
    ['one name', ['a'], '', 's(m{ns="demo",pod="a"}) by (pod) a'],
    ['several names', ['a', 'b'], '', 's(m{ns="demo",pod=~"a|b"}) by (pod) a|b'],
    ['the selector first', ['a'], 'x=1', 's(m{x="1",ns="demo",pod="a"}) by (pod) a'],
    ['in', ['a'], 'x in (2,1)', 's(m{x=~"1|2",ns="demo",pod="a"}) by (pod) a'],
    ['notin', ['a'], 'x notin (1)', 's(m{x!~"1",ns="demo",pod="a"}) by (pod) a'],
    ['exists', ['a'], 'x', 's(m{x!="",ns="demo",pod="a"}) by (pod) a'],
    ['does not exist', ['a'], '!x', 's(m{x="",ns="demo",pod="a"}) by (pod) a'],
    ['greater is not supported', ['a'], 'x>1', 'operator not supported by prometheus'],
  ];
  it.each(cases)('%s', (_name, names, selector, expected) => expect(query(names, selector)).toBe(expected));
});

describe('a configuration that ends the adapter', () => {
  const cases: [string, string, RegExp][] = [
    ['unknown resource', '{seriesQuery: a, resources: {overrides: {x: {resource: cats}}}}', /unable to normalize group-resource cats/],
    ['template without the resource', '{seriesQuery: a, resources: {template: "x"}}', /must include/],
    ['two groups and no as', '{seriesQuery: a, name: {matches: "(a)(b)"}}', /must specify an 'as' value/],
    ['a filter of both kinds', '{seriesQuery: a, seriesFilters: [{is: a, isNot: b}]}', /series name filter/],
    ['a broken regular expression', '{seriesQuery: a, seriesFilters: [{is: "("}]}', /unable to compile/],
  ];
  it.each(cases)('%s', (_name, yaml, message) => {
    const config = readConfig(`rules: [${yaml}]`);
    expect(config.ok ? 'accepted' : config.error).toMatch(message);
  });
});
