import { describe, expect, it } from 'vitest';
import { type Answer, cannotTell, type Failure, PASS } from './answer';
import { diagnose } from './diagnose';
import { facts } from './facts.testSupport';
import type { Rule } from './rule';
import type { RuleId } from './ruleIds';

function failure(subject: string, more: Partial<Failure> = {}): Failure {
  return { subject, title: 't', because: 'b', remedy: 'r', evidence: [], ...more };
}

function rule(id: RuleId, answer: readonly Failure[] | Answer, more: Partial<Rule> = {}): Rule {
  const judged: Answer = 'state' in answer ? answer : { state: 'fail', failures: answer, needs: [] };
  return { id, severity: 'error', says: '', symptom: '', proof: '', causedBy: [], needs: [], judge: () => judged, ...more };
}

/** "ID <- RULE, RULE" in order. */
function told(...rules: readonly Rule[]): readonly string[] {
  const { findings } = diagnose(rules, facts());
  const ruleOf = (id: string) => id.split(':', 1)[0];
  return findings.map(({ id, causedBy }) => (causedBy.length === 0 ? id : `${id} <- ${causedBy.map(ruleOf).join(', ')}`));
}

const server = rule('metrics-server-no-data', [failure('Deployment/ms', { standsOn: ['Node/n'] })], { causedBy: ['node-unhealthy'] });
const api = rule('metrics-api-unavailable', [failure('APIService/m', { standsOn: ['Deployment/ms', 'Node/n'] })], {
  causedBy: ['metrics-server-no-data', 'node-unhealthy'],
});
const node = rule('node-unhealthy', [failure('Node/n')]);

describe('what explains what', () => {
  it('tells a chain link by link, the root first', () => {
    expect(told(api, server, node)).toEqual([
      'node-unhealthy:Node/n',
      'metrics-server-no-data:Deployment/ms <- node-unhealthy',
      'metrics-api-unavailable:APIService/m <- metrics-server-no-data',
    ]);
  });

  it('joins nothing that touches another subject', () => {
    expect(told(api, server, rule('node-unhealthy', [failure('Node/other')]))).toContain('metrics-server-no-data:Deployment/ms');
  });

  it('joins by what a cause brings into trouble', () => {
    const cause = rule('component-not-running', [failure('Deployment/p', { affects: ['Deployment/ms'] })]);
    expect(told(cause, { ...server, causedBy: ['component-not-running'] })[1]).toBe(
      'metrics-server-no-data:Deployment/ms <- component-not-running',
    );
  });

  it('leaves a root alone though its rule could be explained', () => {
    expect(told(node, rule('kubelet-not-answering', [failure('Node/n', { root: true })], { causedBy: ['node-unhealthy'] }))).toEqual([
      'node-unhealthy:Node/n',
      'kubelet-not-answering:Node/n',
    ]);
  });

  it('two rules that explain each other end', () => {
    const a = rule('node-unhealthy', [failure('Node/n')], { causedBy: ['kubelet-not-answering'] });
    const b = rule('kubelet-not-answering', [failure('Node/n')], { causedBy: ['node-unhealthy'] });
    expect(told(a, b)).toHaveLength(2);
  });
});

describe('order', () => {
  it('puts errors before warnings before infos', () => {
    const rules = (['info', 'error', 'warning'] as const).map((severity) => failure(`Node/${severity}`, { severity }));
    expect(told(rule('clock-skew', rules))).toEqual(['clock-skew:Node/error', 'clock-skew:Node/warning', 'clock-skew:Node/info']);
  });

  it('puts the root that explains most first', () => {
    expect(told(rule('hpa-request-missing', [failure('HPA/x')]), server, node)[0]).toBe('node-unhealthy:Node/n');
  });
});

describe('many', () => {
  it('shows a hundred of a rule and counts the rest', () => {
    const { findings } = diagnose(
      [
        rule(
          'scrape-denied',
          Array.from({ length: 130 }, (_, i) => failure(`target/j/${i}`)),
        ),
      ],
      facts(),
    );
    expect(findings).toHaveLength(100);
    expect(findings.filter(({ because }) => because.endsWith('(So it is with 30 more.)'))).toHaveLength(1);
  });

  it('says what rules would need, ten at most, and nothing of those that pass', () => {
    const needs = Array.from({ length: 12 }, (_, i) => `need ${i}`);
    const { cannotTell: open } = diagnose([rule('clock-skew', cannotTell(...needs)), rule('node-unhealthy', PASS)], facts());
    expect(open.map((each) => each.rule)).toEqual(['clock-skew']);
    expect(open[0]?.needs.at(-1)).toBe('and 2 more like these');
  });
});
