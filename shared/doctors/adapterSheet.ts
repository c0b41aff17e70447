import type { DoctorSheet } from '../contract/doctors';
import { formatCount, formatOf } from '../model/format';
import type { Health } from '../model/health';
import { ruleTable } from './adapterRules';
import type { AdapterAsk, AdapterScene } from './adapterScene';
import { whyEmpty } from './emptyQuery';
import { cell, column, counted, stateCell, type Table } from './sheet';

/** What prometheus-adapter exposes of what Prometheus has, what it asks for the HPAs, and what comes back. */
export function adapterSheet(scene: AdapterScene): DoctorSheet {
  const { name, configFrom, config, would, listed, resourcesFrom } = scene;
  const rules = config.rules.length + config.externalRules.length;
  return {
    verdict: verdictOf(scene),
    parts: [
      {
        kind: 'facts',
        id: 'adapter',
        title: name,
        rows: [
          {
            label: 'rules',
            value: formatCount(rules),
            more: `${config.externalRules.length} of them external; read from ${configFrom.replace(/^GET /, '')}`,
          },
          { label: 'would list', value: `${formatCount(would.length)} metrics` },
          { label: 'its APIs list', value: listed === undefined ? 'not read' : `${formatCount(listed.length)} metrics` },
          { label: 'resources', value: resourcesFrom, more: 'that labels are joined with' },
        ],
      },
      askTable(scene),
      ruleTable(scene),
      metricTable(scene),
    ],
  };
}

function isEmpty({ query, answer }: AdapterAsk): boolean {
  return !query.ok || (answer?.state === 'seen' && answer.value.length === 0);
}

/** Prometheus did not answer us: what it answers the adapter is not known. */
function isUntold({ query, answer }: AdapterAsk): boolean {
  return query.ok && answer?.state !== 'seen';
}

function verdictOf(scene: AdapterScene): DoctorSheet['verdict'] {
  const { asks, would, config } = scene;
  const empty = asks.filter(isEmpty);
  const [first] = empty;
  if (first !== undefined)
    return {
      state: 'broken',
      says: `${formatOf(empty.length, asks.length)} metrics that HPAs ask for come back empty.`,
      more: `${first.hpa}, ${first.metric}: ${whyEmpty(scene, first)}.`,
    };
  const [untold] = asks.filter(isUntold);
  if (untold !== undefined)
    return {
      state: 'unknown',
      says: `What comes back of ${formatOf(asks.filter(isUntold).length, asks.length)} metrics that HPAs ask for cannot be told.`,
      more: `${untold.hpa}, ${untold.metric}: ${whyEmpty(scene, untold)}.`,
    };
  const rules = config.rules.length + config.externalRules.length;
  if (would.length === 0 && scene.series.every(({ state }) => state === 'unseen') && rules > 0)
    return {
      state: 'unknown',
      says: `What ${counted(rules, 'rule')} would expose cannot be told.`,
      more: 'Prometheus did not answer for any seriesQuery: the reasons stand with the rules.',
    };
  if (would.length === 0)
    return {
      state: 'degraded',
      says: `None of ${counted(rules, 'rule')} exposes a metric.`,
      more: 'No seriesQuery finds a series that its labels join with a resource.',
    };
  if (asks.length === 0) return { state: 'ok', says: `It exposes ${counted(would.length, 'metric')}; no HPA asks for one.`, more: '' };
  return {
    state: 'ok',
    says: `All ${counted(asks.length, 'metric')} that HPAs ask for come back with values.`,
    more: `It exposes ${counted(would.length, 'metric')} of ${counted(rules, 'rule')}.`,
  };
}

function askTable(scene: AdapterScene): Table {
  return {
    kind: 'table',
    id: 'asks',
    title: 'What HPAs ask for',
    says: 'The query is rendered from its rules as the adapter does, and asked of Prometheus now.',
    columns: [
      column('state', 'Comes back', 13),
      column('hpa', 'HPA', 16, 'code'),
      column('metric', 'Metric', 16, 'code'),
      column('query', 'Query', 38, 'code'),
      column('value', 'Values', 13),
      column('api', 'The API gives', 12),
      column('why', 'Why empty', 22),
    ],
    rows: [...scene.asks]
      .sort((a, b) => Number(isEmpty(b)) - Number(isEmpty(a)))
      .map((ask) => {
        const { hpa, metric, type, query, answer } = ask;
        const rows = answer?.state === 'seen' ? answer.value : [];
        const [health, words]: readonly [Health, string] = isEmpty(ask)
          ? ['broken', 'nothing']
          : isUntold(ask)
            ? ['unknown', 'not told']
            : ['ok', counted(rows.length, 'row')];
        return {
          id: `${hpa} ${type} ${metric}`,
          cells: [
            stateCell(health, words),
            cell(hpa),
            cell(`${type} ${metric}`),
            cell(query.ok ? query.value : ''),
            cell(
              rows
                .slice(0, 3)
                .map(({ value }) => formatCount(value))
                .join(', ') + (rows.length > 3 ? ', …' : ''),
            ),
            apiCell(ask),
            cell(whyEmpty(scene, ask)),
          ],
        };
      }),
    empty: 'No HPA asks for a custom or external metric. What the rules expose stands below.',
  };
}

/** The look at the API asks for all pods of the namespace at once. */
function apiCell({ api, type }: AdapterAsk) {
  if (api === undefined) return cell('not asked');
  if (api.state === 'unseen') return stateCell('broken', api.because);
  return api.value === 0
    ? stateCell('broken', 'no value')
    : stateCell('ok', `${counted(api.value, 'value')}${type === 'Pods' ? ', all pods' : ''}`);
}

function metricTable({ would, listed = [] }: AdapterScene): Table {
  const nameOf = (metric: AdapterScene['would'][number]) =>
    metric.api === 'external' ? metric.metric : `${metric.resource}${metric.group === '' ? '' : `.${metric.group}`}/${metric.metric}`;
  const names = new Map(would.map((metric) => [nameOf(metric), metric]));
  const all = [...new Set([...names.keys(), ...listed])].sort();
  return {
    kind: 'table',
    id: 'metrics',
    title: 'Metrics that it exposes',
    says: 'By its rules and the series of now, beside what its APIs list: they are listed anew every --metrics-relist-interval.',
    columns: [
      column('name', 'Metric', 60, 'code'),
      column('would', 'By its rules', 20),
      column('listed', 'Listed', 20),
      column('namespaced', 'In a namespace', 14),
    ],
    rows: all.map((name) => ({
      id: name,
      cells: [
        cell(name),
        names.has(name) ? stateCell('ok', 'yes') : stateCell('stale', 'no more'),
        listed.includes(name) ? stateCell('ok', 'yes') : stateCell('unknown', 'not yet'),
        cell(names.get(name)?.namespaced === true ? 'yes' : names.has(name) ? 'no' : ''),
      ],
    })),
    empty: 'None: no rule finds a series that it can expose.',
  };
}
