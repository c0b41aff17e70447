import { createHash } from 'node:crypto';
import type { ObjectStore } from '../objects';
import { isAvailable, type RemoteApi } from './aggregation/apiServices';
import type { Availability } from './aggregation/availability';
import { type ApiAnswer, jsonAnswer, type WholeAnswer } from './answer';
import { remoteGroups } from './discovery';
import { at, type Fields, textAt, textsAt } from './fields';
import { type ApiResource, localGroups, localVersions, servedResources, subresourceOf, verbsOf } from './resources';

type DiscoveryVersion = 'v2' | 'v2beta1';

/** Everything that is served in one document (kubectl since 1.26): of /api the core group, of /apis all others. With an ETag, 304 when known. */
export function aggregatedDiscoveryAnswer(
  store: ObjectStore,
  availability: Availability,
  path: '/api' | '/apis',
  version: DiscoveryVersion,
  knownEtag: string | undefined,
): ApiAnswer {
  const served = servedResources(store);
  const local = localGroups(served).map((group) => localItem(served, group));
  const items = path === '/api' ? [localItem(served, '')] : [...local, ...remoteItems(store, availability)];
  const document = { kind: 'APIGroupDiscoveryList', apiVersion: `apidiscovery.k8s.io/${version}`, metadata: {}, items };
  const etag = `"${createHash('sha512').update(JSON.stringify(document)).digest('hex').toUpperCase()}"`;
  const headers = {
    'content-type': `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`,
    'cache-control': 'public',
    etag,
    vary: 'Accept',
  };
  if (knownEtag === etag) return notModified(headers);
  return jsonAnswer(200, document, headers);
}

function notModified(headers: WholeAnswer['headers']): ApiAnswer {
  return { kind: 'whole', status: 304, headers, body: { kind: 'bytes', bytes: '' } };
}

function localItem(served: readonly ApiResource[], group: string): unknown {
  const versions = localVersions(served, group).map((version) => ({
    version,
    resources: served.filter((resource) => resource.group === group && resource.version === version).map(localResource),
    freshness: 'Current',
  }));
  return { metadata: { ...(group === '' ? {} : { name: group }), creationTimestamp: null }, versions };
}

/** Group and version of the kind are empty where they are those of the resource (recorded: apis-aggregated.json). */
function localResource(resource: ApiResource): unknown {
  const { name, kind, namespaced, shortNames, categories, subresources } = resource;
  return {
    resource: name,
    responseKind: { group: '', version: '', kind },
    scope: namespaced ? 'Namespaced' : 'Cluster',
    singularResource: kind.toLowerCase(),
    verbs: verbsOf(resource),
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
    ...(subresources.length > 0 ? { subresources: subresources.map((subresource) => localSubresource(resource, subresource)) } : {}),
  };
}

function localSubresource(resource: ApiResource, name: string): unknown {
  const { kind, group = '', version = '', verbs } = subresourceOf(resource, name);
  return { subresource: name, responseKind: { group, version, kind }, verbs };
}

function remoteItems(store: ObjectStore, availability: Availability): readonly unknown[] {
  return remoteGroups(store).map(({ group, versions }) => ({
    metadata: { name: group, creationTimestamp: null },
    versions: versions.map((remote) => remoteVersion(remote, availability.resourcesOf(remote))),
  }));
}

/** An API that does not answer keeps what it said last, marked Stale. Entries such as "pods/http_requests" have no resource of their own and are left out. */
function remoteVersion(remote: RemoteApi, resources: readonly Fields[]): unknown {
  const shown = resources.filter((resource) => !(textAt(resource, 'name') ?? '').includes('/')).map(remoteResource);
  return {
    version: remote.version,
    ...(shown.length > 0 ? { resources: shown } : {}),
    freshness: isAvailable(remote.object) ? 'Current' : 'Stale',
  };
}

function remoteResource(resource: Fields): unknown {
  return {
    resource: textAt(resource, 'name'),
    responseKind: { group: '', version: '', kind: textAt(resource, 'kind') },
    scope: at(resource, 'namespaced') === true ? 'Namespaced' : 'Cluster',
    singularResource: textAt(resource, 'singularName') ?? '',
    verbs: textsAt(resource, 'verbs'),
  };
}
