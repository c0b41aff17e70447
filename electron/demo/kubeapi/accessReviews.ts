import type { DemoUser } from '../network';
import { type ApiAnswer, jsonAnswer } from './answer';
import { type ApiContext, type ApiRequest, kubeTime } from './apiRequest';
import { type Fields, fieldsAt, isFields, textAt, textsAt } from './fields';
import { type Attributes, authorize, rulesOf } from './rbac';
import type { ApiResource } from './resources';
import { groupVersion } from './resources';
import { readReview } from './reviewBody';
import { badRequest, failed, failure } from './status';

/** POST to the resources that only answer and store nothing: access and rules reviews, and who am I. */
export function reviewAnswer(context: ApiContext, request: ApiRequest, resource: ApiResource): ApiAnswer {
  const body = readReview(resource.kind, request.body);
  if (body === undefined)
    return badRequest(
      `the object provided is unrecognized (must be of type ${resource.kind}): couldn't get version/kind; json parse error`,
    );
  const spec = fieldsAt(body, 'spec');
  switch (resource.name) {
    case 'selfsubjectaccessreviews':
      return accessReview(context, resource, spec, request.user);
    case 'subjectaccessreviews':
      return accessReview(context, resource, spec, { name: textAt(spec, 'user') ?? '', groups: textsAt(spec, 'groups') });
    case 'selfsubjectrulesreviews':
      return reviewed(resource, {}, rulesStatus(context, request.user, textAt(spec, 'namespace') || 'default'));
    default:
      return whoAmI(context, resource, request.user);
  }
}

function reviewed(resource: ApiResource, spec: Fields, status: Fields): ApiAnswer {
  return jsonAnswer(201, { kind: resource.kind, apiVersion: groupVersion(resource.group, resource.version), metadata: {}, spec, status });
}

function accessReview(context: ApiContext, resource: ApiResource, spec: Fields, user: DemoUser): ApiAnswer {
  const attributes = attributesOf(spec);
  if (!attributes)
    return invalid(
      resource,
      'spec.resourceAttributes: Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified',
    );
  if (user.name === '' && user.groups.length === 0)
    return invalid(resource, 'spec.user: Invalid value: "": at least one of user or group must be specified');
  const { allowed, reason } = authorize(context.store, user, attributes);
  return reviewed(resource, spec, { allowed, ...(reason === '' ? {} : { reason }) });
}

function invalid(resource: ApiResource, why: string): ApiAnswer {
  return failed(
    failure(422, 'Invalid', `${resource.kind}.${resource.group} "" is invalid: ${why}`, { group: resource.group, kind: resource.kind }),
  );
}

function attributesOf(spec: Fields): Attributes | undefined {
  const wanted = spec['resourceAttributes'];
  if (isFields(wanted)) {
    const text = (field: string) => textAt(wanted, field) || undefined;
    return {
      kind: 'resource',
      verb: text('verb') ?? '',
      group: text('group') ?? '',
      resource: text('resource') ?? '',
      subresource: text('subresource'),
      namespace: text('namespace'),
      name: text('name'),
    };
  }
  const path = spec['nonResourceAttributes'];
  return isFields(path) ? { kind: 'path', verb: textAt(path, 'verb') ?? '', path: textAt(path, 'path') ?? '' } : undefined;
}

/** Rules in a namespace, those for paths apart (recorded: rules-viewer.json). */
function rulesStatus(context: ApiContext, user: DemoUser, namespace: string): Fields {
  const rules = rulesOf(context.store, user, namespace);
  const part = (rule: Fields, fields: readonly string[]) =>
    Object.fromEntries(fields.filter((field) => textsAt(rule, field).length > 0).map((field) => [field, rule[field]]));
  return {
    resourceRules: rules
      .filter((rule) => textsAt(rule, 'resources').length > 0)
      .map((rule) => part(rule, ['verbs', 'apiGroups', 'resources', 'resourceNames'])),
    nonResourceRules: rules
      .filter((rule) => textsAt(rule, 'nonResourceURLs').length > 0)
      .map((rule) => part(rule, ['verbs', 'nonResourceURLs'])),
    incomplete: false,
  };
}

function whoAmI(context: ApiContext, resource: ApiResource, user: DemoUser): ApiAnswer {
  return jsonAnswer(201, {
    kind: resource.kind,
    apiVersion: groupVersion(resource.group, resource.version),
    metadata: { creationTimestamp: kubeTime(context.clock()) },
    status: { userInfo: { username: user.name, groups: user.groups } },
  });
}
