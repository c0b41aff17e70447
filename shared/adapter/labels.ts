import { failed, ok, type Result } from '../model/result';
import { hasGroup } from './parseRule';
import { type ApiResources, findResource, type GroupResource, printResource, singularOf } from './resources';
import type { AdapterRule, ConfigError, LabelTemplate } from './rule';
import { executeTemplate } from './template/execute';
import { labelData } from './templateArgs';

/** Which label stands for which resource, by one rule in one cluster (pkg/naming/resource_converter.go). */
export interface RuleLabels {
  /** In the order of the labels; those that are no resource are left out. */
  resourcesOf(labels: Readonly<Record<string, string>>): readonly GroupResource[];
  labelFor(resource: GroupResource): Result<string, ConfigError>;
}

/** Fails, as the adapter's start does, where an override names a resource that the cluster does not have. */
export function ruleLabels({ resources: mapping, path }: AdapterRule, resources: ApiResources): Result<RuleLabels, ConfigError> {
  const byLabel = new Map<string, GroupResource>();
  const byResource = new Map<string, string>();
  for (const [label, written] of mapping.overrides) {
    const found = findResource(resources, written);
    if (found === undefined) {
      const message = `the cluster has no resource ${printResource(written)}`;
      return failed({ path: `${path}.resources.overrides.${label}`, message });
    }
    byLabel.set(label, found);
    byResource.set(printResource(found), label);
  }
  const { template } = mapping;
  // The same few labels stand on thousands of series.
  const read = new Map<string, readonly GroupResource[]>([...byLabel].map(([label, resource]) => [label, [resource]]));
  const readLabel = (label: string) => {
    const found = read.get(label) ?? fromTemplate(label, template, resources);
    read.set(label, found);
    return found;
  };
  return ok({
    resourcesOf: (labels) => Object.keys(labels).flatMap(readLabel),
    labelFor: (resource) => {
      const label = byResource.get(printResource(resource));
      return label === undefined ? templateLabel(resource, template, path) : ok(label);
    },
  });
}

function fromTemplate(label: string, template: LabelTemplate | undefined, resources: ApiResources): readonly GroupResource[] {
  const match = template?.labels.matcher(label);
  if (template === undefined || match === undefined || !match.find()) return [];
  const group = hasGroup(template.labels, 'group') ? (match.group('group') ?? '') : '';
  const found = findResource(resources, { group, resource: match.group('resource') ?? '' });
  return found === undefined ? [] : [found];
}

function templateLabel(resource: GroupResource, template: LabelTemplate | undefined, path: string): Result<string, ConfigError> {
  const cannot = (why: string) => {
    return failed({ path: `${path}.resources`, message: `unable to convert resource ${printResource(resource)} into label: ${why}` });
  };
  if (template === undefined) return cannot('no generic resource label form specified for this metric');
  const group = resource.group.replace(/[.-]/g, '_');
  const label = executeTemplate(template.template, labelData(group, singularOf(resource.resource)));
  if (!label.ok) return cannot(label.error);
  return label.value === '' ? cannot('empty label produced by label template') : label;
}
