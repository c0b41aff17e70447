import { describe, expect, it } from 'vitest';
import { chooseRepresentation, discoveryVersion } from './mediaType';

describe('which shape of objects the client wants', () => {
  it.each([
    ['nothing said', undefined, { kind: 'object' }],
    ['JSON', 'application/json', { kind: 'object' }],
    ['anything', '*/*', { kind: 'object' }],
    [
      "kubectl 1.20's tables",
      'application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json',
      { kind: 'table', version: 'v1' },
    ],
    ['tables of old', 'application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json', { kind: 'table', version: 'v1beta1' }],
    ['metadata alone', 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1', { kind: 'metadata', version: 'v1' }],
    ['protobuf first, JSON too', 'application/vnd.kubernetes.protobuf,application/json', { kind: 'object' }],
    ['a form that nobody knows, then JSON', 'application/json;as=Chart;g=meta.k8s.io;v=v1,application/json', { kind: 'object' }],
    ['less wanted first', 'application/json;q=0.1,application/json;as=Table;v=v1;g=meta.k8s.io', { kind: 'table', version: 'v1' }],
    ['protobuf alone', 'application/vnd.kubernetes.protobuf', undefined],
  ])('%s', (_name, accept, expected) => {
    expect(chooseRepresentation(accept)).toEqual(expected);
  });

  it.each([
    [
      'kubectl 1.33',
      'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json',
      'v2',
    ],
    ['kubectl 1.27', 'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json', 'v2beta1'],
    ['kubectl 1.20', 'application/json, */*', undefined],
    ['nothing said', undefined, undefined],
  ])('discovery for %s', (_name, accept, expected) => {
    expect(discoveryVersion(accept)).toBe(expected);
  });
});
