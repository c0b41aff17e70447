import type { KubeObject } from '../objects';
import { toServed } from './conversions';
import { textAt } from './fields';
import type { Representation } from './mediaType';
import { type ApiResource, groupVersion } from './resources';
import { printerOf } from './tables/printers';

/** A list's own metadata. */
export interface ListMeta {
  readonly resourceVersion: string;
  readonly continue?: string;
  readonly remainingItemCount?: number;
}

export type IncludedObject = 'None' | 'Metadata' | 'Object';

/** All that decides how objects are shown. */
export interface View {
  readonly resource: ApiResource;
  readonly representation: Representation;
  /** Table rows carry the whole object, its metadata (the default), or nothing. */
  readonly includeObject: IncludedObject;
  readonly nowMs: number;
}

export function includedObject(query: URLSearchParams): IncludedObject {
  const wanted = query.get('includeObject');
  return wanted === 'None' || wanted === 'Object' ? wanted : 'Metadata';
}

/** One object alone (GET, or in a watch event). Column definitions can be left out: after a watch's first event they are. */
export function showObject(view: View, object: KubeObject, columns = true): unknown {
  switch (view.representation.kind) {
    case 'object':
      return ordered(toServed(view.resource, object));
    case 'metadata':
      return partial(view.representation.version, object);
    case 'table':
      return table(view, view.representation.version, [object], { resourceVersion: object.metadata.resourceVersion }, columns);
  }
}

export function showList(view: View, objects: readonly KubeObject[], meta: ListMeta): unknown {
  switch (view.representation.kind) {
    case 'object':
      return {
        kind: `${view.resource.kind}List`,
        apiVersion: groupVersion(view.resource.group, view.resource.version),
        metadata: meta,
        items: objects.map((object) => itemOf(toServed(view.resource, object))),
      };
    case 'metadata': {
      const { version } = view.representation;
      return {
        kind: 'PartialObjectMetadataList',
        apiVersion: `meta.k8s.io/${version}`,
        metadata: meta,
        items: objects.map((object) => partial(version, object)),
      };
    }
    case 'table':
      return table(view, view.representation.version, objects, meta, true);
  }
}

/** kind and apiVersion come first, as Go prints them. */
function ordered(object: KubeObject): unknown {
  const { kind, apiVersion, ...rest } = object;
  return { kind, apiVersion, ...rest };
}

/** Items of a typed list have no kind and apiVersion of their own (recorded: nodes.json). */
function itemOf(object: KubeObject): unknown {
  const { kind: _kind, apiVersion: _apiVersion, ...rest } = object;
  return rest;
}

function partial(version: string, object: KubeObject): unknown {
  return { kind: 'PartialObjectMetadata', apiVersion: `meta.k8s.io/${version}`, metadata: object.metadata };
}

function table(view: View, version: string, objects: readonly KubeObject[], meta: ListMeta, columns: boolean): unknown {
  const printer = printerOf(view.resource.name);
  return {
    kind: 'Table',
    apiVersion: `meta.k8s.io/${version}`,
    metadata: meta,
    columnDefinitions: columns ? printer.columns : null,
    rows: objects.map((object) => ({
      cells: printer.cells(object, view.nowMs),
      ...(view.resource.name === 'pods' ? completion(object) : {}),
      ...rowObject(view, version, object),
    })),
  };
}

function rowObject(view: View, version: string, object: KubeObject): { readonly object?: unknown } {
  if (view.includeObject === 'None') return {};
  return { object: view.includeObject === 'Object' ? ordered(toServed(view.resource, object)) : partial(version, object) };
}

/** A pod that ended is marked, so that clients can show it dimmed. */
function completion(pod: KubeObject): { readonly conditions?: unknown } {
  const phase = textAt(pod, 'status', 'phase');
  if (phase !== 'Succeeded' && phase !== 'Failed') return {};
  const message = phase === 'Succeeded' ? 'The pod has completed successfully.' : 'The pod failed.';
  return { conditions: [{ type: 'Completed', status: 'True', reason: phase, message }] };
}
