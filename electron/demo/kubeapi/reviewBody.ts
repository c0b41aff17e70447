import { type Fields, isFields } from './fields';
import { type Message, messageAt, readMessage, stringsAt } from './protobuf';

/** Before a protobuf body of Kubernetes stand these four bytes; then comes a runtime.Unknown with the object in field 2. */
const MAGIC = [0x6b, 0x38, 0x73, 0x00];

/** Field numbers of authorization.k8s.io/v1 (k8s.io/api/authorization/v1/generated.proto). */
const RESOURCE_ATTRIBUTES = ['namespace', 'verb', 'group', 'version', 'resource', 'subresource', 'name'];
const PATH_ATTRIBUTES = ['path', 'verb'];

/** The body of a POSTed review, from JSON or, as kubectl sends it since 1.32, from protobuf. Undefined: neither. */
export function readReview(kind: string, bytes: Uint8Array): Fields | undefined {
  return MAGIC.every((byte, index) => bytes[index] === byte) ? readProtobuf(kind, bytes.subarray(MAGIC.length)) : readJson(bytes);
}

function readJson(bytes: Uint8Array): Fields | undefined {
  try {
    const body: unknown = JSON.parse(Buffer.from(bytes).toString());
    return isFields(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

function readProtobuf(kind: string, bytes: Uint8Array): Fields | undefined {
  const object = messageAt(readMessage(bytes), 2);
  return object && { spec: specOf(kind, messageAt(object, 2)) };
}

function specOf(kind: string, spec: Message | undefined): Fields {
  if (kind === 'SelfSubjectReview') return {};
  if (kind === 'SelfSubjectRulesReview') return named(spec, ['namespace']);
  const resource = messageAt(spec, 1);
  const path = messageAt(spec, 2);
  const groups = stringsAt(spec, 4);
  return {
    ...(resource ? { resourceAttributes: named(resource, RESOURCE_ATTRIBUTES) } : {}),
    ...(path ? { nonResourceAttributes: named(path, PATH_ATTRIBUTES) } : {}),
    ...(kind === 'SubjectAccessReview' ? { user: stringsAt(spec, 3)[0] ?? '', ...(groups.length > 0 ? { groups } : {}) } : {}),
  };
}

/** Strings by name: the first name is field 1. Empty ones are left out, as Go's JSON does. */
function named(message: Message | undefined, names: readonly string[]): Fields {
  const entries = names.map((name, index) => [name, stringsAt(message, index + 1)[0] ?? ''] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}
