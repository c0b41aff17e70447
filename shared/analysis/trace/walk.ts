import type { Trace, TraceHop } from '../../contract/trace';
import { apiHops } from './apiHops';
import { coreBars } from './coreTimes';
import { customHops } from './customHops';
import { exposedHops } from './exposedHop';
import { hpaHops } from './hpaHops';
import { identities } from './identities';
import { kubeletHops } from './kubeletHops';
import { monitoringHops } from './monitoringHops';
import { metricOf } from './question';
import type { TraceScene } from './scene';
import { verdictOf } from './verdict';

/** The number at every hop: what it is there, when it was true, what was done to it, and what must be equal. */
export function trace(scene: TraceScene): Trace {
  const hops = metricOf(scene.question).kind === 'named' ? namedHops(scene) : [...coreHops(scene), ...usageMonitoring(scene)];
  const checked = identities(scene);
  const { apiserver, node, prometheus } = scene.clocks;
  return {
    question: scene.question,
    atMs: Math.round((scene.startedMs + scene.endedMs) / 2),
    tookMs: scene.endedMs - scene.startedMs,
    verdict: verdictOf(scene, hops, checked),
    hops,
    identities: [...checked],
    clocks: [apiserver, node, prometheus].filter((clock, at, all) => all.findIndex(({ who }) => who === clock.who) === at),
  };
}

function coreHops(scene: TraceScene): TraceHop[] {
  const bars = coreBars(scene);
  const kubelet = kubeletHops(scene);
  const resource = kubelet[kubelet.length - 1];
  const hops = [...kubelet, ...(resource === undefined ? [] : apiHops(scene, resource)), ...hpaHops(scene)];
  return hops.map((hop) => {
    const bar = hop.state === 'seen' ? bars[hop.hop] : undefined;
    return bar === undefined ? hop : { ...hop, bar };
  });
}

function usageMonitoring(scene: TraceScene): readonly TraceHop[] {
  const kubelet = [...kubeletHops(scene)].reverse().find((hop) => hop.hop !== 'cgroup' && hop.value !== undefined);
  return monitoringHops(scene, kubelet);
}

/** A metric of an application and a state of an object take the monitoring pipeline alone. */
function namedHops(scene: TraceScene): TraceHop[] {
  const exposed = exposedHops(scene);
  const kept = monitoringHops(scene, exposed[0]).filter(({ hop }) => hop !== 'dashboard');
  return [...exposed, ...kept, ...customHops(scene), ...hpaHops(scene)];
}
