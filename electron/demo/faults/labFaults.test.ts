import { describe, expect, it } from 'vitest';
import { healthyWorld } from '../world/healthyWorld';
import { NOON } from '../world/testStore';
import { applyFaults } from './apply';
import { labFaults } from './labFaults';
import { FAULTS } from './table';

const HEALTHY = healthyWorld({ seed: 7, startMs: NOON });

function faultIn(name: string, on: readonly string[], world = HEALTHY) {
  const broken = applyFaults(world, on);
  if (!broken.ok) throw new Error(broken.error);
  const found = labFaults(broken.value).find((fault) => fault.name === name);
  if (found === undefined) throw new Error(`${name} is not listed`);
  return found;
}

describe('the list of the fault lab', () => {
  it('has every fault of the table in its order, and says which are on', () => {
    const listed = labFaults(HEALTHY);
    expect(listed.map(({ name, says }) => [name, says])).toEqual(FAULTS.map(({ name, breaks }) => [name, breaks]));
    expect(listed.filter(({ on }) => on)).toEqual([]);
    expect(faultIn('ksm-down', ['ksm-down']).on).toBe(true);
  });

  it('names the findings that a fault must cause, whether it is on or not', () => {
    const finding = { rule: 'component-not-running', subject: 'Deployment/kube-system/kube-state-metrics' };
    expect(faultIn('ksm-down', []).findings).toEqual([finding]);
    expect(faultIn('ksm-down', ['ksm-down']).findings).toEqual([finding]);
  });

  it('names the cards that must not stay well, and none where a fault is in what is said alone', () => {
    expect(faultIn('metrics-server-down', []).cards).toContain('metrics-server');
    expect(faultIn('kubelet-scraped-twice', []).cards).toEqual([]);
    for (const { name } of FAULTS) expect(faultIn(name, []).cards, name).not.toContain('ok');
  });

  it('lists some of very many findings and counts the others', () => {
    const many = faultIn('prometheus-no-token', [], healthyWorld({ seed: 7, startMs: NOON, nodes: 100 }));
    expect(many.findings.length).toBe(40);
    expect(many.more).toBeGreaterThan(50);
  });

  it('knows every fault beside every other', () => {
    for (const { name } of FAULTS) {
      const broken = applyFaults(HEALTHY, [name]);
      expect(broken.ok && labFaults(broken.value).length, name).toBe(FAULTS.length);
    }
  });
});
