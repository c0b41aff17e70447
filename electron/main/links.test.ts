import { expect, it } from 'vitest';
import { isOpenableLink } from './links';

it.each([
  ['https://kubernetes.io/docs/', true],
  ['https://www.prometheus.io/docs', true],
  ['http://kubernetes.io/', false],
  ['https://kubernetes.io.evil.example/', false],
  ['https://user@kubernetes.io/', false],
  ['https://kubernetes.io:8443/', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['rubbish', false],
])('%s may leave the window: %s', (url, openable) => expect(isOpenableLink(url)).toBe(openable));
