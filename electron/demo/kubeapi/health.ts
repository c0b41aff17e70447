import { type ApiAnswer, textAnswer } from './answer';
import { pageNotFound } from './status';

const HOOKS = [
  'start-apiserver-admission-initializer',
  'generic-apiserver-start-informers',
  'priority-and-fairness-config-consumer',
  'priority-and-fairness-filter',
  'storage-object-count-tracker-hook',
  'start-apiextensions-informers',
  'start-apiextensions-controllers',
  'crd-informer-synced',
  'start-system-namespaces-controller',
  'start-cluster-authentication-info-controller',
  'start-kube-apiserver-identity-lease-controller',
  'start-kube-apiserver-identity-lease-garbage-collector',
  'start-legacy-token-tracking-controller',
  'start-service-ip-repair-controllers',
  'rbac/bootstrap-roles',
  'scheduling/bootstrap-system-priority-classes',
  'priority-and-fairness-config-producer',
  'bootstrap-controller',
  'start-kubernetes-service-cidr-controller',
  'aggregator-reload-proxy-client-cert',
  'start-kube-aggregator-informers',
  'apiservice-status-local-available-controller',
  'apiservice-status-remote-available-controller',
  'apiservice-registration-controller',
  'apiservice-discovery-controller',
  'kube-apiserver-autoregistration',
].map((name) => `poststarthook/${name}`);

const LAST = ['autoregister-completion', 'poststarthook/apiservice-openapi-controller', 'poststarthook/apiservice-openapiv3-controller'];
const LIVE = ['ping', 'log', 'etcd', ...HOOKS, ...LAST];

/** The checks of each endpoint in their order (recorded: apiserver-{livez,readyz,healthz}-verbose.txt). */
const CHECKS: Readonly<Record<string, readonly string[]>> = {
  livez: LIVE,
  healthz: LIVE,
  readyz: ['ping', 'log', 'etcd', 'etcd-readiness', 'informer-sync', ...HOOKS, ...LAST, 'shutdown'],
};

/** /livez, /readyz, /healthz, each with ?verbose and ?exclude=CHECK, and single checks such as /livez/etcd. Undefined for other paths. */
export function healthAnswer(path: string, query: URLSearchParams): ApiAnswer | undefined {
  const [endpoint = '', ...rest] = path.slice(1).split('/');
  const checks = CHECKS[endpoint];
  if (!checks) return undefined;
  const single = rest.join('/');
  if (single !== '') return checks.includes(single) ? textAnswer(200, 'ok') : pageNotFound();
  if (!query.has('verbose')) return textAnswer(200, 'ok');
  const excluded = new Set(query.getAll('exclude'));
  const lines = checks.map((check) => (excluded.has(check) ? `[+]${check} excluded: ok\n` : `[+]${check} ok\n`));
  return textAnswer(200, `${lines.join('')}${endpoint} check passed\n`);
}
