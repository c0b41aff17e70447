import type { KubeObject } from '../objects';
import { at } from './fields';
import type { ParsedSelector } from './selector';

/** Fields that can be selected by, beyond metadata.name and metadata.namespace (pkg/registry .../strategy.go); each with where it stands. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  pods: paths('spec.nodeName', 'spec.restartPolicy', 'spec.schedulerName', 'spec.serviceAccountName', 'status.phase', 'status.podIP'),
  nodes: paths('spec.unschedulable'),
  namespaces: paths('status.phase'),
  services: paths('spec.clusterIP', 'spec.type'),
  jobs: paths('status.successful'),
  events: {
    ...paths(
      'involvedObject.kind',
      'involvedObject.namespace',
      'involvedObject.name',
      'involvedObject.uid',
      'involvedObject.apiVersion',
      'involvedObject.resourceVersion',
      'involvedObject.fieldPath',
      'reason',
      'type',
    ),
    reportingComponent: ['reportingComponent'],
    source: ['source', 'component'],
  },
};

const EVERYWHERE = paths('metadata.name', 'metadata.namespace');

function paths(...names: readonly string[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(names.map((name) => [name, name.split('.')]));
}

/** Parses "spec.nodeName=hop-1,status.phase!=Running" for a resource; only = == != and fields that the resource has. */
export function parseFieldSelector(resource: string, text: string): ParsedSelector<KubeObject> {
  const known = { ...EVERYWHERE, ...FIELDS[resource] };
  const terms: ((object: KubeObject) => boolean)[] = [];
  for (const part of text.split(/(?<!\\),/)) {
    if (part.trim() === '') continue;
    const term = /^([^=!]+)(==|=|!=)(.*)$/.exec(part.trim());
    if (!term) return { kind: 'invalid', message: `invalid selector: '${text}'; can't understand '${part}'` };
    const [, field = '', operator, value = ''] = term;
    const path = known[field];
    if (!path) return { kind: 'invalid', message: `field label not supported: ${field}` };
    const wanted = value.replace(/\\([\\,=])/g, '$1');
    terms.push((object) => (String(at(object, ...path) ?? '') === wanted) === (operator !== '!='));
  }
  return { kind: 'selector', matches: (object) => terms.every((term) => term(object)) };
}
