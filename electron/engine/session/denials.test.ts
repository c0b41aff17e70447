import { describe, expect, it } from 'vitest';
import { EMPTY_INVENTORY, type Listed } from '../../../shared/model/inventory';
import { denialsOf } from './denials';

const listed = (resource: string, state: Listed['state']): Listed => ({ resource, have: 0, state });

function denials(...lists: readonly Listed[]) {
  return denialsOf({ looks: new Map(), inventory: { ...EMPTY_INVENTORY, listed: lists }, discovered: [], startedMs: 7 });
}

describe('lists that may not be read', () => {
  it('are named, and the Role has list and watch of each', () => {
    const trouble = denials(listed('nodes', 'denied'), listed('apiservices', 'denied'), listed('pods', 'watching'));
    expect(trouble?.says).toBe(
      'You may not list apiservices.apiregistration.k8s.io, list nodes, watch apiservices.apiregistration.k8s.io and 1 more.',
    );
    expect(trouble?.yaml).toMatch(/kind: ClusterRole/);
    expect(trouble?.yaml).toMatch(/apiregistration\.k8s\.io/);
    expect(trouble?.yaml).not.toMatch(/pods/);
  });

  it('of what operators define are named by their group, leases by their namespace', () => {
    expect(denials(listed('monitoring.coreos.com/servicemonitors', 'denied'))?.says).toContain('servicemonitors.monitoring.coreos.com');
    expect(denials(listed('leases', 'denied'))?.says).toContain('leases.coordination.k8s.io in kube-node-lease');
  });

  it('all may be read: nothing is said', () => expect(denials(listed('nodes', 'watching'), listed('pods', 'absent'))).toBeUndefined());
});
