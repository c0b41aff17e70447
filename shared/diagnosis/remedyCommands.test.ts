import { describe, expect, it } from 'vitest';
import { ADAPTER_CASES } from './cases/adapters.testSupport';
import { CORE_CASES } from './cases/core.testSupport';
import { FURTHER_CASES } from './cases/further.testSupport';
import { NODE_CASES } from './cases/nodes.testSupport';
import { SCRAPE_CASES } from './cases/scrapes.testSupport';
import { facts } from './facts.testSupport';
import { commandsIn, roleRuleIn } from './remedyCommands';
import { RULES } from './table';

describe('commands of a remedy', () => {
  it.each([
    [
      'two beside each other',
      'Look at the kubelet (systemctl status kubelet, journalctl -u kubelet) and at the machine.',
      ['systemctl status kubelet', 'journalctl -u kubelet'],
    ],
    [
      'at the end of a sentence',
      'Look: kubectl describe -n demo pod/web-1. If it is well, restart it.',
      ['kubectl describe -n demo pod/web-1'],
    ],
    ['before what it is compared with', 'Compare kubectl top pods -n demo with the pods of it.', ['kubectl top pods -n demo']],
    [
      'in brackets with more words',
      'See (kubectl auth can-i list nodes --as=system:serviceaccount:a:b, with its name); if so, upgrade.',
      ['kubectl auth can-i list nodes --as=system:serviceaccount:a:b'],
    ],
    [
      'one after the other',
      'Approve: kubectl get csr, those of it, then kubectl certificate approve NAME; or run an approver.',
      ['kubectl get csr', 'kubectl certificate approve NAME'],
    ],
    ['none', 'Raise the limit of kubectl-top.', []],
  ])('%s', (_name, remedy, commands) => expect(commandsIn(remedy)).toEqual(commands));

  it('no word of the sentence around them is taken for an argument, in any remedy of the rules', () => {
    const cases = { ...NODE_CASES, ...CORE_CASES, ...SCRAPE_CASES, ...ADAPTER_CASES, ...FURTHER_CASES };
    const remedies = RULES.flatMap((rule) =>
      (cases[rule.id] ?? []).flatMap(([, given]) => {
        const answer = rule.judge(facts(given));
        return answer.state === 'fail' ? answer.failures.map((failure) => failure.remedy) : [];
      }),
    );
    const commands = [...new Set(remedies.flatMap(commandsIn))];
    expect(commands.length).toBeGreaterThan(8);
    for (const command of commands) expect(command).not.toMatch(/ (the|it|its|of|is|are|a|an|whether|that|which) |[,;)]$/);
  });
});

describe('the rule of a Role that a remedy asks for', () => {
  it('is YAML with what is lacking marked', () => {
    const lines = roleRuleIn('Give it {apiGroups: [""], resources: ["nodes/metrics"], verbs: ["get"]} and bind it.');
    expect(lines?.map(({ text }) => text)).toEqual(['rules:', '- apiGroups: [""]', '  resources: ["nodes/metrics"]', '  verbs: ["get"]']);
    expect(lines?.filter(({ isMarked }) => isMarked).map(({ text }) => text)).toEqual(['  resources: ["nodes/metrics"]']);
  });

  it('is none where it asks for none', () => expect(roleRuleIn('Restart it.')).toBeUndefined());
});
