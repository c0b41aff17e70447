import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import {
  type AdapterConfig,
  type AdapterQuery,
  type ApiResources,
  exposedName,
  listMetrics,
  parseAdapterConfig,
  renderQuery,
  renderTemplate,
  type Series,
} from './rules';

interface Case {
  readonly name: string;
  readonly config: string;
  readonly series: readonly (readonly Series[])[];
  readonly error?: string;
  readonly metrics: readonly { group: string; resource: string; namespaced: boolean; metric: string }[];
  readonly external: readonly string[];
  readonly asks: readonly (AdapterQuery & { readonly query: string })[];
}

const recorded: { readonly resources: ApiResources; readonly cases: readonly Case[] } = JSON.parse(
  readFileSync(new URL('../../e2e/fixtures/adapter-rules/rules.json', import.meta.url), 'utf8'),
);

function configOf(value: unknown): AdapterConfig {
  const config = parseAdapterConfig(value);
  if (!config.ok) throw new Error(`${config.error.path}: ${config.error.message}`);
  return config.value;
}

const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

describe('what prometheus-adapter 0.12 lists and asks for', () => {
  const taken = recorded.cases.filter(({ error }) => error === undefined);
  test.each(taken.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    const config = configOf(parse(one.config));
    const metrics = listMetrics(config, one.series, recorded.resources);
    expect(metrics.filter(({ api }) => api !== 'external').sort(byText)).toEqual([...one.metrics].sort(byText));
    const external = metrics.filter(({ api }) => api === 'external');
    expect(external.map(({ metric }) => metric).sort()).toEqual(one.external);
    for (const { query, ...ask } of one.asks) {
      const rendered = renderQuery(config, one.series, recorded.resources, ask);
      if (query.startsWith('!')) expect(rendered, query).toMatchObject({ ok: false });
      else expect(rendered).toEqual({ ok: true, value: query });
    }
  });

  const refused = recorded.cases.filter(({ error }) => error !== undefined);
  test.each(refused.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    const config = parseAdapterConfig(parse(one.config));
    if (!config.ok) return;
    // What the adapter cannot know without the cluster fails where the cluster is known, and nothing is listed.
    const ask = { group: '', resource: 'pods', namespaced: true, metric: 'm', namespace: 'n', names: ['p'], selector: [] };
    expect(renderQuery(config.value, one.series, recorded.resources, ask)).toMatchObject({
      ok: false,
      error: { path: 'rules[0].resources.overrides.a' },
    });
    expect(listMetrics(config.value, one.series, recorded.resources)).toEqual([]);
  });
});

describe('where an error is', () => {
  const rule = (more: object) => ({ rules: [{ seriesQuery: 'x' }, more] });
  test.each<[string, unknown, string, RegExp]>([
    ['no mapping', ['a'], '', /must be a mapping, this is a list/],
    ['rules that are no list', { rules: {} }, 'rules', /must be a list/],
    ['a rule that is a text', { rules: ['a'] }, 'rules[0]', /must be a mapping, this is the string a/],
    ['an unknown field', rule({ metricQuery: 'x' }), 'rules[1].metricQuery', /not known/],
    ['a query that is a list', rule({ metricsQuery: ['x'] }), 'rules[1].metricsQuery', /must be a text/],
    ['a template that does not parse', rule({ metricsQuery: '<<.Series' }), 'rules[1].metricsQuery', />> is missing/],
    ['a function nobody knows', rule({ metricsQuery: '<<join .Series>>' }), 'rules[1].metricsQuery', /function "join" not defined/],
    ['a function of Go that we do not know', rule({ metricsQuery: '<<html .Series>>' }), 'rules[1].metricsQuery', /"html" .* not known to/],
    [
      'a filter with both',
      rule({ seriesFilters: [{ is: 'a' }, { is: 'a', isNot: 'b' }] }),
      'rules[1].seriesFilters[1]',
      /cannot have both/,
    ],
    ['an expression that RE2 refuses', rule({ name: { matches: '(?=a)' } }), 'rules[1].name.matches', /no regular expression/],
    ['two groups and no as', rule({ name: { matches: '(a)(b)' } }), 'rules[1].name.as', /must specify an 'as' value/],
    ['a label template without the resource', rule({ resources: { template: 'pod' } }), 'rules[1].resources.template', /<<\.Resource>>/],
    ['an override that is a text', rule({ resources: { overrides: { a: 'pod' } } }), 'rules[1].resources.overrides.a', /must be a mapping/],
    ['an override of nothing', rule({ resources: { overrides: { a: {} } } }), 'rules[1].resources.overrides.a.resource', /must be present/],
    ['namespaced that is a number', rule({ resources: { namespaced: 1 } }), 'rules[1].resources.namespaced', /true or false/],
    ['external rules', { externalRules: [{ name: 1 }] }, 'externalRules[0].name', /must be a mapping/],
    ['resource rules', { resourceRules: { cpu: { nodeQuery: '<<x>>' } } }, 'resourceRules.cpu.nodeQuery', /function "x"/],
    ['their window', { resourceRules: { window: '5 minutes' } }, 'resourceRules.window', /duration/],
  ])('%s', (_name, config, path, message) => {
    expect(parseAdapterConfig(config)).toMatchObject({ ok: false, error: { path, message: expect.stringMatching(message) } });
  });

  it('takes nothing, and empty parts, for an empty configuration', () => {
    expect(parseAdapterConfig(null)).toEqual({ ok: true, value: { rules: [], externalRules: [] } });
    expect(parseAdapterConfig({ rules: null, externalRules: null, resourceRules: null })).toMatchObject({ ok: true });
  });

  it('reads resource rules', () => {
    const config = configOf({
      resourceRules: {
        cpu: {
          containerQuery: 'sum(<<.LabelMatchers>>)',
          resources: { overrides: { instance: { resource: 'node' } } },
          containerLabel: 'container',
        },
        window: '5m',
      },
    });
    expect(config.resourceRules).toMatchObject({ cpu: { containerLabel: 'container' }, window: '5m' });
  });

  it('takes the words of YAML 1.1 for booleans', () => {
    const namespaced = (value: unknown) => configOf({ rules: [{ resources: { namespaced: value } }] }).rules[0]?.resources.namespaced;
    expect(['no', 'off', false, 'yes', undefined, null].map(namespaced)).toEqual([false, false, false, true, true, true]);
  });
});

describe('exposedName', () => {
  const named = (name: object, series: string) => {
    const [rule] = configOf({ rules: [{ name }] }).rules;
    return rule === undefined ? undefined : exposedName(rule, series);
  };
  test.each<[string, object, string, string]>([
    ['the series itself', {}, 'a_total', 'a_total'],
    ['what matches', { matches: 'a.' }, 'xaby', 'ab'],
    ['the one group', { matches: '^(.*)_total$' }, 'a_total', 'a'],
    ['$1_x is the group "1_x", which is not there', { matches: '^(.*)_total$', as: '$1_per_second' }, 'a_total', ''],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Go's way to name a group
    ['braces', { matches: '^(.*)_total$', as: '${1}_per_second' }, 'a_total', 'a_per_second'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Go's way to name a group
    ['a name', { matches: '^(?P<of>.*)_total$', as: '${of}!' }, 'a_total', 'a!'],
  ])('%s', (_name, name, series, exposed) => {
    expect(named(name, series)).toEqual({ ok: true, value: exposed });
  });

  it('fails where nothing matches', () => {
    expect(named({ matches: '^b' }, 'a')).toMatchObject({ ok: false, error: { path: 'rules[0].name.matches' } });
  });
});

describe('resources', () => {
  const config = configOf({
    rules: [{ resources: { template: '<<.Resource>>' }, metricsQuery: '<<.Series>>{<<.LabelMatchers>>}' }],
  });
  const series = (label: string) => [[{ name: 'm', labels: { [label]: 'x' } }]];
  test.each<[string, ApiResources, string, string, string]>([
    ['the core group before others', { 'metrics.k8s.io': ['pods'], '': ['pods'] }, 'pod', '', 'pods'],
    ['the first of several groups', { apps: ['deployments'], extensions: ['deployments'] }, 'deployment', 'apps', 'deployments'],
    ['ies', { 'networking.k8s.io': ['networkpolicies'] }, 'networkpolicy', 'networking.k8s.io', 'networkpolicies'],
    ['sses', { 'storage.k8s.io': ['storageclasses'] }, 'storageclass', 'storage.k8s.io', 'storageclasses'],
    ['ses', { 'coordination.k8s.io': ['leases'] }, 'lease', 'coordination.k8s.io', 'leases'],
    ['uses', { '': ['componentstatuses'] }, 'componentstatus', '', 'componentstatuses'],
    ['no plural', { '': ['endpoints'] }, 'endpoints', '', 'endpoints'],
  ])('%s', (_name, resources, label, group, resource) => {
    expect(listMetrics(config, series(label), resources)).toEqual([{ group, resource, namespaced: true, metric: 'm' }]);
    const ask = { group, resource: label, namespaced: true, metric: 'm', namespace: '', names: ['x'], selector: [] };
    expect(renderQuery(config, series(label), resources, ask)).toEqual({ ok: true, value: `m{${label}="x"}` });
  });

  it('are none where the cluster has none', () => {
    expect(listMetrics(config, series('pod'), {})).toEqual([]);
    expect(listMetrics(config, [], { '': ['pods'] })).toEqual([]);
  });
});

describe('selectors', () => {
  const config = configOf({ externalRules: [{ metricsQuery: '<<.LabelMatchers>>;<<.LabelValuesByName>>' }] });
  const rendered = (key: string, operator: string, values: readonly string[]) => {
    const ask = { group: '', resource: '', namespaced: true, metric: 'm', api: 'external' as const, namespace: '', names: [] };
    return renderQuery(config, [[{ name: 'm', labels: {} }]], {}, { ...ask, selector: [{ key, operator, values }] });
  };
  test.each<[string, readonly string[], string]>([
    ['Equal', ['b'], 'a="b"'],
    ['Equals', ['c', 'b'], 'a=~"b|c"'],
    ['NotEquals', ['b'], 'a!="b"'],
    ['!=', ['c', 'b'], 'a!~"b|c"'],
    ['in', ['b'], 'a=~"b"'],
    ['notin', ['b'], 'a!~"b"'],
    ['exists', [], 'a!=""'],
    ['!', [], 'a=""'],
  ])('%s %j', (operator, values, matcher) => {
    expect(rendered('a', operator, values)).toEqual({ ok: true, value: `${matcher};map[a:${[...values].sort().join('|')}]` });
  });

  test.each<[string, string, readonly string[], RegExp]>([
    ['a', 'In', [], /requires values/],
    ['a', 'Exists', ['b'], /does not support values/],
    ['a', 'Gt', ['1'], /not supported by prometheus/],
    ['a', 'Like', ['1'], /not supported by query builder/],
    ['', 'In', ['1'], /label not specified/],
  ])('%s %s %j is refused', (key, operator, values, message) => {
    expect(rendered(key, operator, values)).toMatchObject({
      ok: false,
      error: { path: 'selector', message: expect.stringMatching(message) },
    });
  });
});

describe('whatever comes in', () => {
  it('a configuration never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.record({ rules: fc.array(fc.anything()) })), (config) => {
        parseAdapterConfig(config);
      }),
      { seed: 8 },
    );
  });

  it('a template never throws', () => {
    const parts = [
      '<<',
      '>>',
      '<<-',
      '->>',
      '.Series',
      '(',
      ')',
      '|',
      '$x',
      ':=',
      '"a"',
      'if',
      'range',
      'end',
      'else',
      ' ',
      'eq',
      'index',
      '1',
      ',',
      '.',
    ];
    const anyTemplate = fc.array(fc.oneof(fc.constantFrom(...parts), fc.string({ maxLength: 3 })), { maxLength: 12 });
    fc.assert(
      fc.property(anyTemplate, (template) => {
        renderTemplate(template.join(''), { Series: 's', GroupBySlice: ['a'] });
      }),
      { seed: 9, numRuns: 2000 },
    );
  });

  it('a template that is nested too deep is refused', () => {
    const deep = `<<${'('.repeat(50_000)}.Series${')'.repeat(50_000)}>>`;
    expect(renderTemplate(deep, {})).toMatchObject({ ok: false, error: { message: expect.stringMatching(/nested too deep/) } });
  });
});
