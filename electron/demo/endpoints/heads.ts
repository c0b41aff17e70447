import recorded from '../../../assets/catalogs/heads.json';
import { familyHead } from './catalog';

export interface Head {
  readonly name: string;
  readonly type: string;
  /** The HELP and TYPE lines. */
  readonly text: string;
}

/** Names, types and helps of families whose samples the demo computes, in the order they are written. */
export const heads = {
  cadvisor: recorded.cadvisor.map(toHead),
  resource: recorded.resource.map(toHead),
  probes: recorded.probes.map(toHead),
  slis: recorded.slis.map(toHead),
  kubeStateMetrics: [...recorded.kubeStateMetrics, ...recorded.kubeStateMetricsMore].map(toHead),
};

function toHead([name = '', type = '', help = '']: readonly string[]): Head {
  return { name, type, text: familyHead(name, type, help) };
}
