import { type Attached, namespaceOf } from './attached';
import { listAt, objectAt, textAt } from './clusterObjects';
import { joined, type Labels, META, objectLabels } from './metaLabels';

/** Equal, or a wildcard for the first part of a host with as many parts. */
function hostMatches(pattern: string, host: string): boolean {
  if (pattern === host) return true;
  const [first, ...rest] = pattern.split('.');
  const [, ...hostRest] = host.split('.');
  return first === '*' && rest.join('.') === hostRest.join('.') && rest.length === hostRest.length;
}

function pathsOf(rule: unknown): readonly string[] {
  const http = objectAt(rule)['http'];
  if (http === undefined || http === null) return ['/'];
  return listAt(rule, 'http', 'paths').map((path) => textAt(path, 'path') || '/');
}

/** One target for each path of each rule. */
export function ingressTargets(ingress: object, attached: Attached): readonly Labels[] {
  const namespace = namespaceOf(ingress);
  const tlsHosts = listAt(ingress, 'spec', 'tls').flatMap((tls) => listAt(tls, 'hosts'));
  const group = {
    [`${META}namespace`]: namespace,
    [`${META}ingress_class_name`]: textAt(ingress, 'spec', 'ingressClassName'),
    ...objectLabels(ingress, 'ingress'),
    ...attached.namespace(namespace),
  };
  return listAt(ingress, 'spec', 'rules').flatMap((rule) => {
    const host = textAt(rule, 'host');
    const tls = tlsHosts.some((pattern) => typeof pattern === 'string' && hostMatches(pattern, host));
    return pathsOf(rule).map((path) =>
      joined(group, {
        __address__: host,
        [`${META}ingress_scheme`]: tls ? 'https' : 'http',
        [`${META}ingress_host`]: host,
        [`${META}ingress_path`]: path,
      }),
    );
  });
}
