import { printExponent } from '../../../../shared/promql/number';
import { printExpr } from '../../../../shared/promql/print';
import type { DemoAnswer } from '../../network';
import type { Alert } from '../rules/alerts';
import type { RuleState } from '../rules/evaluator';
import { goTime, success } from './answer';
import type { ApiState } from './state';

/** /api/v1/rules?type=alert|record */
export function rules(state: ApiState, parameters: URLSearchParams): DemoAnswer {
  const type = parameters.get('type') ?? '';
  const wanted = (rule: RuleState) => type === '' || (type === 'alert') === (rule.rule.kind === 'alerting');
  const groups = state.rules.groups.map(({ group, rules, lastMs }) => ({
    name: group.name,
    file: group.file,
    rules: rules.filter(wanted).map(ruleRow),
    interval: group.intervalMs / 1000,
    limit: 0,
    evaluationTime: rules.reduce((sum, rule) => sum + rule.seconds, 0),
    lastEvaluation: goTime(lastMs),
  }));
  return success({ groups: groups.filter((group) => type === '' || group.rules.length > 0) });
}

function ruleRow(state: RuleState) {
  const { rule, alerts } = state;
  const last = {
    health: state.health,
    ...(state.lastError === '' ? {} : { lastError: state.lastError }),
    evaluationTime: state.seconds,
    lastEvaluation: goTime(state.lastMs),
  };
  const query = printExpr(rule.expr);
  if (rule.kind === 'recording') return { name: rule.name, query, labels: rule.labels, ...last, type: 'recording' };
  return {
    state: alerts?.state ?? 'inactive',
    name: rule.name,
    query,
    duration: rule.forMs / 1000,
    keepFiringFor: rule.keepFiringMs / 1000,
    labels: rule.labels,
    annotations: rule.annotations,
    alerts: (alerts?.visible() ?? []).map(alertRow),
    ...last,
    type: 'alerting',
  };
}

function alertRow(alert: Alert) {
  return {
    labels: Object.fromEntries(Object.entries(alert.labels).sort(([a], [b]) => (a < b ? -1 : 1))),
    annotations: alert.annotations,
    state: alert.state,
    activeAt: goTime(alert.activeAtMs),
    value: printExponent(alert.value),
  };
}

export function alerts(state: ApiState): DemoAnswer {
  const all = state.rules.groups.flatMap(({ rules }) => rules.flatMap((rule) => rule.alerts?.visible() ?? []));
  return success({ alerts: all.map(alertRow) });
}

export function alertmanagers(state: ApiState): DemoAnswer {
  return success({ activeAlertmanagers: state.notifier.alertmanagers.map((url) => ({ url })), droppedAlertmanagers: [] });
}
