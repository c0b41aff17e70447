import type { Discovered } from '../../../shared/model/component';
import type { Inventory } from '../../../shared/model/inventory';
import { withCards } from './cards';
import { type Correction, correct } from './corrections';
import { detectApiServers } from './detectors/apiServers';
import { detectApiserver } from './detectors/apiserver';
import { detectApplications } from './detectors/applications';
import { detectContainerRuntimes } from './detectors/containerRuntime';
import { detectExporters } from './detectors/exporters';
import { detectHpas } from './detectors/hpa';
import { detectKubectlTop } from './detectors/kubectlTop';
import { detectKubelets } from './detectors/kubelet';
import { detectKubeStateMetrics } from './detectors/kubeStateMetrics';
import { detectMetricsApis } from './detectors/metricsApis';
import { detectPrometheus } from './detectors/prometheus';
import { detectVpas } from './detectors/vpa';
import type { Answers } from './identification';
import { type Detector, type Found, type Scene, sceneOf } from './scene';
import type { ScrapedPod } from './scrapedPod';

/** To find another kind: a detector beside these, and a line here. */
const DETECTORS: readonly Detector[] = [
  detectApiserver,
  detectKubelets,
  detectContainerRuntimes,
  detectApiServers,
  detectMetricsApis,
  detectKubectlTop,
  detectHpas,
  detectVpas,
  detectPrometheus,
  detectKubeStateMetrics,
  detectExporters,
];

/**
 * Every component and API that the objects, earlier answers, the user's corrections and what Prometheus scrapes show, each with
 * its reasons and its ways in. Pure and deterministic: the same input gives the same list in the same
 * order (cards of the map, then id).
 */
export function discover(
  inventory: Inventory,
  answers: Answers,
  corrections: readonly Correction[],
  scraped: readonly ScrapedPod[] = [],
): readonly Discovered[] {
  const scene = sceneOf(inventory, answers);
  const corrected = correct(detect(scene), corrections, scene);
  const taken = new Set(corrected.flatMap((item) => (item.candidate ? [item.candidate] : [])));
  return withCards(dropRepeats([...corrected, ...detectApplications(scene, taken, scraped)]));
}

function detect(scene: Scene): readonly Found[] {
  return dropRepeats(DETECTORS.flatMap((detector) => detector(scene)));
}

/** Ids are unique: the first finding of an id stays (an API's server before the same program found by image). */
function dropRepeats(found: readonly Found[]): readonly Found[] {
  const byId = new Map<string, Found>();
  for (const item of found) if (!byId.has(item.found.id)) byId.set(item.found.id, item);
  return [...byId.values()];
}
