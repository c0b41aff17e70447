import { describe, expect, test } from 'vitest';
import { imageEndsWith, parseImage, versionOfTag } from './image';

describe('parseImage', () => {
  test.each([
    ['a short name', 'nginx', { segments: ['nginx'] }],
    ['Docker Hub', 'prom/prometheus:v2.54.1', { segments: ['prom', 'prometheus'], tag: 'v2.54.1' }],
    ['a registry', 'quay.io/prometheus/prometheus:v3', { registry: 'quay.io', segments: ['prometheus', 'prometheus'], tag: 'v3' }],
    ['a port is no tag', 'registry:5000/a/b', { registry: 'registry:5000', segments: ['a', 'b'] }],
    ['localhost', 'localhost/a/b:1', { registry: 'localhost', segments: ['a', 'b'], tag: '1' }],
    ['a digest', 'gcr.io/a@sha256:00', { registry: 'gcr.io', segments: ['a'], digest: 'sha256:00' }],
    ['tag and digest', 'r.io/a:v1@sha256:00', { registry: 'r.io', segments: ['a'], tag: 'v1', digest: 'sha256:00' }],
    ['nothing', '', { segments: [''] }],
  ])('%s', (_name, reference, expected) => {
    expect(parseImage(reference)).toEqual(expected);
  });
});

describe('imageEndsWith', () => {
  test.each([
    ['the repository', 'quay.io/prometheus/prometheus', 'prometheus/prometheus', true],
    ['behind a mirror', 'r.example:5000/mirror/quay/prometheus/prometheus:v1', 'prometheus/prometheus', true],
    ['a longer last segment', 'quay.io/prometheus/prometheus-operator', 'prometheus/prometheus', false],
    ['a part of a segment', 'quay.io/myprometheus/prometheus', 'prometheus/prometheus', false],
    ['fewer segments', 'prometheus', 'prometheus/prometheus', false],
    ['the registry is no segment', 'grafana.io/grafana', 'grafana.io/grafana', false],
  ])('%s', (_name, image, end, expected) => {
    expect(imageEndsWith(parseImage(image), end)).toBe(expected);
  });
});

describe('versionOfTag', () => {
  test.each([
    ['v2.54.1', '2.54.1'],
    ['2.14.1', '2.14.1'],
    ['v0.7.2-eksbuild.1', '0.7.2-eksbuild.1'],
    ['latest', undefined],
    ['main-1234', undefined],
  ])('%s is %s', (tag, version) => {
    expect(versionOfTag(parseImage(`a:${tag}`))).toBe(version);
  });
});
