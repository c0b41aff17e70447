import type { Route } from '../../../shared/model/component';

const LABELS: Readonly<Record<Route['via'], string>> = {
  apiserver: 'apiserver',
  aggregated: 'aggregated API',
  'node-proxy': 'node proxy',
  'service-proxy': 'service proxy',
  'pod-proxy': 'pod proxy',
  direct: 'direct',
};

/** The route's word on the screen. */
export function routeLabel(route: Route): string {
  return LABELS[route.via];
}
