import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../objects';
import { parseFieldSelector } from './fieldSelector';
import { parseLabelSelector } from './labelSelector';

describe('label selectors', () => {
  const labels = { app: 'web', tier: 'front', 'app.kubernetes.io/name': 'web', weight: '7' };

  it.each([
    ['', true],
    ['app=web', true],
    ['app==web', true],
    ['app=api', false],
    ['app!=api', true],
    ['missing!=x', true],
    ['app.kubernetes.io/name=web,tier=front', true],
    ['app=web,tier=back', false],
    ['tier in (front, back)', true],
    ['tier notin (front,back)', false],
    ['missing notin (a)', true],
    ['missing in (a)', false],
    ['app', true],
    ['!app', false],
    ['!missing', true],
    ['weight>5', true],
    ['weight<5', false],
    ['app=', false],
  ])('"%s"', (text, expected) => {
    const selector = parseLabelSelector(text);
    expect(selector.kind === 'selector' && selector.matches(labels)).toBe(expected);
  });

  it.each(['a=b=c', 'app in front', '=x', 'app in (a'])('refuses "%s"', (text) => {
    expect(parseLabelSelector(text).kind).toBe('invalid');
  });
});

describe('field selectors', () => {
  const pod: KubeObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-1', namespace: 'demo', uid: 'u', resourceVersion: '1', creationTimestamp: '2026-11-21T13:00:00Z' },
    spec: { nodeName: 'hop-1' },
    status: { phase: 'Running' },
  };
  const event: KubeObject = { ...pod, kind: 'Event', involvedObject: { kind: 'Pod', name: 'web-1' }, source: { component: 'kubelet' } };

  it.each([
    ['pods', pod, 'metadata.name=web-1', true],
    ['pods', pod, 'metadata.namespace!=demo', false],
    ['pods', pod, 'spec.nodeName=hop-1,status.phase=Running', true],
    ['pods', pod, 'status.phase!=Running', false],
    ['pods', pod, 'spec.nodeName=', false],
    ['events', event, 'involvedObject.kind=Pod,involvedObject.name==web-1', true],
    ['events', event, 'source=kubelet', true],
  ] as const)('%s %#: %s', (resource, object, text, expected) => {
    const selector = parseFieldSelector(resource, text);
    expect(selector.kind === 'selector' && selector.matches(object)).toBe(expected);
  });

  it('refuses a field that the resource cannot be selected by', () => {
    expect(parseFieldSelector('pods', 'spec.containers=x')).toEqual({
      kind: 'invalid',
      message: 'field label not supported: spec.containers',
    });
    expect(parseFieldSelector('services', 'status.phase=x').kind).toBe('invalid');
  });
});
