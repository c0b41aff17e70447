import {
  absent,
  condition,
  denied,
  failed,
  kubelet,
  NOW,
  node,
  partly,
  resource,
  scraper,
  seen,
  served,
  target,
  unreachable,
  whole,
} from '../facts.testSupport';
import type { RuleCases } from './ruleCase.testSupport';

const NOT_READY = node('n1', [condition('Ready', 'Unknown', 'NodeStatusUnknown', 'Kubelet stopped posting node status.')]);
const HANGS = unreachable('no answer in 10 s', { durationMs: 10_000, request: 'GET /api/v1/nodes/n1/proxy/metrics/resource' });
const REFUSED = unreachable('502: dial tcp 10.0.0.1:10250: connect: connection refused', { status: 502 });
const ALERT = unreachable('503: error trying to reach service: remote error: tls: internal error', { status: 503 });
const TIMED_OUT = 'Get "https://10.0.0.1:10250/metrics/cadvisor": context deadline exceeded';
const OTHER_SERVED = { nodes: seen([served('n2')]), pods: seen([served('web-0', 'demo')]) };

export const NODE_CASES: RuleCases = {
  'node-unhealthy': [
    ['not Ready', { nodes: whole(NOT_READY) }, 'fail Node/n1'],
    ['under disk pressure', { nodes: whole(node('n1', [condition('Ready', 'True'), condition('DiskPressure', 'True')])) }, 'fail Node/n1'],
    ['Ready, without pressure', { nodes: whole(node('n1', [condition('Ready', 'True'), condition('DiskPressure', 'False')])) }, 'pass'],
    [
      'a condition of somebody else that is True',
      { nodes: whole(node('n1', [condition('Ready', 'True'), condition('RebootSoon', 'True')])) },
      'pass',
    ],
    ['nodes cannot be listed', { nodes: partly() }, 'cannot-tell'],
    ['no condition yet', { nodes: whole(node('n1', [])) }, 'cannot-tell'],
  ],
  'kubelet-not-answering': [
    ['nothing comes', { kubelets: [kubelet({ healthz: HANGS, resource: HANGS })] }, 'fail Node/n1'],
    ['refused', { kubelets: [kubelet({ healthz: REFUSED, resource: REFUSED })] }, 'fail Node/n1'],
    ['takes 6 s', { kubelets: [kubelet({ healthz: seen('ok', { durationMs: 6_000 }) })] }, 'fail Node/n1'],
    [
      'takes 6 s, but so does everything from here',
      { kubelets: [kubelet({ healthz: seen('ok', { durationMs: 6_000 }) })], time: { nowMs: NOW, clockOffsetMs: 0, apiServerMs: 900 } },
      'cannot-tell',
    ],
    [
      'takes 6 s where the kube-apiserver takes 0.2 s',
      { kubelets: [kubelet({ healthz: seen('ok', { durationMs: 6_000 }) })], time: { nowMs: NOW, clockOffsetMs: 0, apiServerMs: 200 } },
      'fail Node/n1',
    ],
    ['healthz answers, the rest not', { kubelets: [kubelet({ resource: HANGS })] }, 'fail Node/n1'],
    ['takes 3 s', { kubelets: [kubelet({ healthz: seen('ok', { durationMs: 3_000 }) })] }, 'pass'],
    ['answers that there is no such path', { kubelets: [kubelet({ resource: absent() })] }, 'pass'],
    ['ends TLS for want of a certificate', { kubelets: [kubelet({ healthz: ALERT, resource: ALERT })] }, 'pass'],
    ['may not be asked', { kubelets: [kubelet({ healthz: denied(), resource: denied() })] }, 'cannot-tell'],
    ['one of very many, not asked in this turn', { kubelets: [{ node: 'n1' }] }, 'cannot-tell'],
    ['no kubelets', { kubelets: [] }, 'not-applicable'],
  ],
  'kubelet-unreachable-from-pods': [
    ['the control plane alone gets through', { scrapers: [scraper([failed(TIMED_OUT)])], metricsApi: OTHER_SERVED }, 'fail Node/n1'],
    ['metrics-server gets through: not the network of the node', { scrapers: [scraper([failed(TIMED_OUT)])] }, 'pass'],
    [
      'the kubelet is silent for all',
      { kubelets: [kubelet({ healthz: HANGS, resource: HANGS })], scrapers: [scraper([failed(TIMED_OUT)])], metricsApi: OTHER_SERVED },
      'pass',
    ],
    ['one of two targets there works', { scrapers: [scraper([failed(TIMED_OUT), target()])], metricsApi: OTHER_SERVED }, 'pass'],
    [
      'refused for want of permission is an answer',
      { scrapers: [scraper([failed('server returned HTTP status 403 Forbidden')])], metricsApi: OTHER_SERVED },
      'pass',
    ],
    [
      'the kubelet may not be asked',
      {
        kubelets: [kubelet({ healthz: denied(), resource: denied() })],
        scrapers: [scraper([failed(TIMED_OUT)])],
        metricsApi: OTHER_SERVED,
      },
      'cannot-tell',
    ],
    [
      'the Metrics API does not answer',
      { scrapers: [scraper([failed(TIMED_OUT)])], metricsApi: { nodes: unreachable('503'), pods: unreachable('503') } },
      'cannot-tell',
    ],
  ],
  'clock-skew': [
    ['ten minutes ahead', { kubelets: [kubelet({ resource: resource({ newestMs: NOW + 590_000 }) })] }, 'fail Node/n1'],
    [
      'ahead of us, and so is the API server',
      { time: { nowMs: NOW, clockOffsetMs: 600_000 }, kubelets: [kubelet({ resource: resource({ newestMs: NOW + 590_000 }) })] },
      'pass',
    ],
    ['4 s ahead: rounding and the way', { kubelets: [kubelet({ resource: resource({ newestMs: NOW + 4_000 }) })] }, 'pass'],
    ['old values are not a clock', { kubelets: [kubelet({ resource: resource({ newestMs: NOW - 600_000 }) })] }, 'pass'],
    ['nothing was read', { kubelets: [kubelet({ resource: HANGS })] }, 'cannot-tell'],
  ],
};
