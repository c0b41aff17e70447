import { describe, expect, it } from 'vitest';
import { parseProxy, proxyFromEnvironment } from './proxyChoice';

/** Cases as golang.org/x/net/http/httpproxy documents them; kubectl asks that package. */
describe('the proxy is chosen as Go does', () => {
  const HTTPS = 'http://proxy:3128';
  const cases: readonly { readonly name: string; readonly url: string; readonly env: Record<string, string>; readonly proxied: boolean }[] =
    [
      { name: 'no variable', url: 'https://k8s.example:6443', env: {}, proxied: false },
      { name: 'HTTPS_PROXY for https', url: 'https://k8s.example:6443', env: { HTTPS_PROXY: HTTPS }, proxied: true },
      { name: 'small letters', url: 'https://k8s.example:6443', env: { https_proxy: HTTPS }, proxied: true },
      { name: 'HTTP_PROXY not for https', url: 'https://k8s.example:6443', env: { HTTP_PROXY: HTTPS }, proxied: false },
      { name: 'HTTP_PROXY for http', url: 'http://k8s.example', env: { HTTP_PROXY: HTTPS }, proxied: true },
      { name: 'ALL_PROXY is not known to Go', url: 'https://k8s.example', env: { ALL_PROXY: HTTPS }, proxied: false },
      { name: 'never localhost', url: 'https://localhost:6443', env: { HTTPS_PROXY: HTTPS }, proxied: false },
      { name: 'never 127.0.0.0/8', url: 'https://127.8.0.1:6443', env: { HTTPS_PROXY: HTTPS }, proxied: false },
      { name: 'never ::1', url: 'https://[::1]:6443', env: { HTTPS_PROXY: HTTPS }, proxied: false },
      { name: 'NO_PROXY star', url: 'https://k8s.example', env: { HTTPS_PROXY: HTTPS, NO_PROXY: '*' }, proxied: false },
      { name: 'NO_PROXY name', url: 'https://k8s.example', env: { HTTPS_PROXY: HTTPS, NO_PROXY: 'a, k8s.example' }, proxied: false },
      {
        name: 'NO_PROXY name holds for its subdomains',
        url: 'https://api.k8s.example',
        env: { HTTPS_PROXY: HTTPS, NO_PROXY: 'k8s.example' },
        proxied: false,
      },
      {
        name: 'NO_PROXY name is no suffix of another',
        url: 'https://myk8s.example',
        env: { HTTPS_PROXY: HTTPS, NO_PROXY: 'k8s.example' },
        proxied: true,
      },
      {
        name: 'a leading dot is for subdomains',
        url: 'https://api.k8s.example',
        env: { HTTPS_PROXY: HTTPS, NO_PROXY: '.k8s.example' },
        proxied: false,
      },
      {
        name: 'a leading dot is not for the name itself',
        url: 'https://k8s.example',
        env: { HTTPS_PROXY: HTTPS, NO_PROXY: '.k8s.example' },
        proxied: true,
      },
      {
        name: 'a leading star is a leading dot',
        url: 'https://api.k8s.example',
        env: { HTTPS_PROXY: HTTPS, NO_PROXY: '*.k8s.example' },
        proxied: false,
      },
      {
        name: 'capital letters are the same',
        url: 'https://K8S.example',
        env: { HTTPS_PROXY: HTTPS, NO_PROXY: 'k8s.EXAMPLE' },
        proxied: false,
      },
      {
        name: 'a port that is it',
        url: 'https://k8s.example:6443',
        env: { HTTPS_PROXY: HTTPS, NO_PROXY: 'k8s.example:6443' },
        proxied: false,
      },
      {
        name: 'a port that is not it',
        url: 'https://k8s.example:6443',
        env: { HTTPS_PROXY: HTTPS, NO_PROXY: 'k8s.example:443' },
        proxied: true,
      },
      { name: 'the default port', url: 'https://k8s.example', env: { HTTPS_PROXY: HTTPS, NO_PROXY: 'k8s.example:443' }, proxied: false },
      { name: 'an address', url: 'https://10.1.2.3:6443', env: { HTTPS_PROXY: HTTPS, NO_PROXY: '10.1.2.3' }, proxied: false },
      { name: 'a CIDR', url: 'https://10.1.2.3:6443', env: { HTTPS_PROXY: HTTPS, NO_PROXY: '10.0.0.0/8' }, proxied: false },
      { name: 'another CIDR', url: 'https://11.1.2.3:6443', env: { HTTPS_PROXY: HTTPS, NO_PROXY: '10.0.0.0/8' }, proxied: true },
      { name: 'a CIDR of IPv6', url: 'https://[fd00::5]:6443', env: { HTTPS_PROXY: HTTPS, NO_PROXY: 'fd00::/8' }, proxied: false },
      {
        name: 'a CIDR does not hold for names',
        url: 'https://k8s.example',
        env: { HTTPS_PROXY: HTTPS, NO_PROXY: '0.0.0.0/0' },
        proxied: true,
      },
      {
        name: 'a CIDR that is none',
        url: 'https://10.1.2.3',
        env: { HTTPS_PROXY: HTTPS, NO_PROXY: '10.0.0.0/99,10.0.0.0/x' },
        proxied: true,
      },
      {
        name: 'an IPv6 address with port',
        url: 'https://[fd00::5]:6443',
        env: { HTTPS_PROXY: HTTPS, NO_PROXY: '[fd00::5]:6443' },
        proxied: false,
      },
    ];
  it.each(cases)('$name', ({ url, env, proxied }) => {
    expect(proxyFromEnvironment(new URL(url), env)?.href).toBe(proxied ? 'http://proxy:3128/' : undefined);
  });

  it.each([
    { text: 'proxy:3128', href: 'http://proxy:3128/' },
    { text: 'socks5://127.0.0.1:1080', href: 'socks5://127.0.0.1:1080' },
    { text: 'http://', href: undefined },
    { text: '', href: undefined },
  ])('"$text" is $href', ({ text, href }) => {
    expect(parseProxy(text)?.href).toBe(href);
  });
});
