import { isWanted } from '../adapter/registry';
import { type AdapterRule, exposedName } from '../adapter/rules';
import type { AdapterScene } from './adapterScene';
import { cell, column, countCell, stateCell, type Table } from './sheet';

/** Rule by rule: what its seriesQuery finds, what of that its filters let through, and under which names. */
export function ruleTable({ config, series }: AdapterScene): Table {
  const rules = [...config.rules, ...config.externalRules];
  return {
    kind: 'table',
    id: 'rules',
    title: 'Rules',
    says: 'Each seriesQuery asked of Prometheus over the last 5 min.',
    columns: [
      column('state', 'State', 14),
      column('rule', 'Rule', 12, 'code'),
      column('query', 'seriesQuery', 34, 'code'),
      column('series', 'Series', 8, 'number'),
      column('names', 'Metric names', 9, 'number'),
      column('exposes', 'Exposes', 24, 'code'),
      column('why', 'Why nothing', 22),
    ],
    rows: rules.map((rule, at) => {
      const told = series[at];
      const found = told?.state === 'seen' ? told.value : [];
      const names = [...new Set(found.map(({ name }) => name))];
      const exposed = exposedBy(rule, names);
      const state =
        told?.state !== 'seen'
          ? stateCell('unknown', 'not asked')
          : exposed.length > 0
            ? stateCell('ok', 'exposes')
            : stateCell('degraded', 'nothing');
      const why =
        told === undefined ? 'more rules than are asked for' : told.state === 'unseen' ? told.because : whyNothing(rule, names, exposed);
      const shown = exposed.slice(0, 4).join(', ') + (exposed.length > 4 ? `, and ${exposed.length - 4} more` : '');
      return {
        id: rule.path,
        cells: [state, cell(rule.path), cell(rule.seriesQuery), countCell(found.length), countCell(names.length), cell(shown), cell(why)],
      };
    }),
    empty: 'Its configuration has no rule.',
  };
}

function exposedBy(rule: AdapterRule, names: readonly string[]): readonly string[] {
  const exposed = names
    .filter((name) => isWanted(rule, name))
    .flatMap((name) => {
      const metric = exposedName(rule, name);
      return metric.ok ? [metric.value] : [];
    });
  return [...new Set(exposed)].sort();
}

function whyNothing(rule: AdapterRule, names: readonly string[], exposed: readonly string[]): string {
  if (exposed.length > 0) return '';
  if (names.length === 0) return 'Prometheus has no series for its seriesQuery';
  if (!names.some((name) => isWanted(rule, name))) return 'its seriesFilters leave all of them out';
  return `its name.matches (${rule.name.matches}) matches none of them`;
}
