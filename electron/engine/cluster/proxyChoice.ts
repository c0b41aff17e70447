import { BlockList, isIP } from 'node:net';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for a URL as Go's http.ProxyFromEnvironment chooses it, and so kubectl
 * (golang.org/x/net/http/httpproxy): HTTPS_PROXY or HTTP_PROXY by scheme, capital letters first,
 * never for localhost and loopback addresses, exceptions by NO_PROXY (names with their subdomains,
 * ".name" for subdomains alone, addresses, CIDRs, each with ":port" if wanted, "*" for all).
 * There is no ALL_PROXY. Undefined: connect directly.
 */
export function proxyFromEnvironment(url: URL, environment: Environment): URL | undefined {
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const proxy = parseProxy(variable(environment, name));
  if (proxy === undefined) return undefined;
  const host = bare(url.hostname.toLowerCase());
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return isLoopback(host) || excepted(host, port, variable(environment, 'NO_PROXY')) ? undefined : proxy;
}

/** A proxy's address; without scheme it is http. Undefined when it is none. */
export function parseProxy(text: string): URL | undefined {
  if (text === '') return undefined;
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  return tryUrl(withScheme);
}

/** For sentences: without user and password. */
export function proxyWithoutCredentials(proxy: URL): string {
  return `${proxy.protocol}//${proxy.host}`;
}

function tryUrl(text: string): URL | undefined {
  try {
    const url = new URL(text);
    return url.hostname === '' ? undefined : url;
  } catch {
    return undefined;
  }
}

function variable(environment: Environment, name: string): string {
  return environment[name] || environment[name.toLowerCase()] || '';
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function excepted(host: string, port: string, noProxy: string): boolean {
  return noProxy.split(',').some((entry) => matches(entry.trim().toLowerCase(), host, port));
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry === '') return false;
  if (entry === '*') return true;
  if (entry.includes('/')) return inCidr(host, entry);
  const { name, port: onlyPort } = splitPort(entry);
  if (name === '' || (onlyPort !== '' && onlyPort !== port)) return false;
  if (isIP(name) !== 0) return name === host;
  const domain = name.startsWith('*.') ? name.slice(1) : name;
  return domain.startsWith('.') ? host.endsWith(domain) : host === domain || host.endsWith(`.${domain}`);
}

function splitPort(entry: string): { readonly name: string; readonly port: string } {
  if (isIP(entry) === 6) return { name: entry, port: '' };
  const match = /^(.*):(\d+)$/.exec(entry);
  return { name: bare(match?.[1] ?? entry), port: match?.[2] ?? '' };
}

function inCidr(host: string, cidr: string): boolean {
  const [network = '', bits = ''] = cidr.split('/');
  const family = isIP(network);
  if (family === 0 || isIP(host) === 0 || !/^\d+$/.test(bits)) return false;
  const list = new BlockList();
  try {
    list.addSubnet(network, Number(bits), family === 6 ? 'ipv6' : 'ipv4');
  } catch {
    return false;
  }
  return list.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4');
}

function bare(host: string): string {
  return host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
}
