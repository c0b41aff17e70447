import type { ObjectStore } from '../objects';
import { type RemoteApi, remoteApis } from './aggregation/apiServices';
import { type ApiAnswer, jsonAnswer } from './answer';
import { type ApiResource, groupVersion, localGroups, localVersions, servedResources, subresourceOf, verbsOf } from './resources';

/** The discovery documents as every client since 1.0 reads them; undefined for a path that is none of them (or that an aggregated API answers). */
export function discoveryAnswer(store: ObjectStore, path: string, serverAddress: string): ApiAnswer | undefined {
  const [prefix, group, version, ...rest] = path.split('/').slice(1);
  if (rest.length > 0) return undefined;
  const served = servedResources(store);
  if (prefix === 'api') return coreDocument(served, group, version, serverAddress);
  if (prefix !== 'apis') return undefined;
  if (group === undefined) return jsonAnswer(200, { kind: 'APIGroupList', apiVersion: 'v1', groups: allGroups(store) });
  if (version === undefined) return groupDocument(store, group);
  return localVersions(served, group).includes(version) && group !== '' ? resourceList(served, group, version) : undefined;
}

function coreDocument(
  served: readonly ApiResource[],
  version: string | undefined,
  rest: string | undefined,
  serverAddress: string,
): ApiAnswer | undefined {
  if (rest !== undefined) return undefined;
  if (version === 'v1') return resourceList(served, '', 'v1');
  if (version !== undefined) return undefined;
  return jsonAnswer(200, {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress }],
  });
}

interface GroupEntry {
  readonly name: string;
  readonly versions: readonly VersionEntry[];
  readonly preferredVersion: VersionEntry | undefined;
}

interface VersionEntry {
  readonly groupVersion: string;
  readonly version: string;
}

function allGroups(store: ObjectStore): readonly GroupEntry[] {
  const served = servedResources(store);
  const local = localGroups(served).map((group) => groupEntry(group, localVersions(served, group)));
  const remote = remoteGroups(store).map(({ group, versions }) =>
    groupEntry(
      group,
      versions.map(({ version }) => version),
    ),
  );
  return [...local, ...remote];
}

function groupEntry(name: string, versions: readonly string[]): GroupEntry {
  const entries = versions.map((version) => ({ groupVersion: groupVersion(name, version), version }));
  return { name, versions: entries, preferredVersion: entries[0] };
}

function groupDocument(store: ObjectStore, group: string): ApiAnswer | undefined {
  const found = allGroups(store).find(({ name }) => name === group);
  return found && jsonAnswer(200, { kind: 'APIGroup', apiVersion: 'v1', ...found });
}

/** The aggregated groups; versions with the higher versionPriority first, then the newer name (kube-aggregator apis/apiregistration/helpers.go). */
export function remoteGroups(store: ObjectStore): readonly { readonly group: string; readonly versions: readonly RemoteApi[] }[] {
  const local = localGroups(servedResources(store));
  const remotes = remoteApis(store).filter(({ group }) => !local.includes(group));
  const groups = [...new Set(remotes.map(({ group }) => group))];
  return groups.map((group) => ({ group, versions: remotes.filter((remote) => remote.group === group).sort(byPriority) }));
}

function byPriority(a: RemoteApi, b: RemoteApi): number {
  return priority(b) - priority(a) || (a.version < b.version ? 1 : -1);
}

function priority(remote: RemoteApi): number {
  const spec = remote.object['spec'];
  return typeof spec === 'object' && spec !== null && 'versionPriority' in spec ? Number(spec.versionPriority) : 0;
}

function resourceList(served: readonly ApiResource[], group: string, version: string): ApiAnswer {
  const resources = served.filter((resource) => resource.group === group && resource.version === version);
  return jsonAnswer(200, {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: groupVersion(group, version),
    resources: resources.flatMap(entriesOf),
  });
}

function entriesOf(resource: ApiResource): readonly unknown[] {
  const { name, kind, namespaced, shortNames, categories, subresources } = resource;
  const own = {
    name,
    singularName: kind.toLowerCase(),
    namespaced,
    kind,
    verbs: verbsOf(resource),
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
  };
  const below = subresources.map((subresource) => ({
    name: `${name}/${subresource}`,
    singularName: '',
    namespaced,
    ...subresourceOf(resource, subresource),
  }));
  return [own, ...below];
}
