import { utf8Bytes } from './utf8';

const UNRESERVED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~';
const PATH = new Set(`${UNRESERVED}$&+,/:;=@`);
const HOST = new Set(`${UNRESERVED}!$&'()*+,;=:[]<>"`);
const QUERY = new Set(UNRESERVED);

function escaped(text: string, keep: ReadonlySet<string>): string {
  let out = '';
  for (const char of text) {
    if (keep.has(char)) out += char;
    else for (const byte of utf8Bytes(char)) out += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}

function queryText(text: string): string {
  return escaped(text, QUERY).replaceAll('%20', '+');
}

/** The query of a target: the parameters of the configuration, the first value of each being what its label says. */
function queryOf(labels: Readonly<Record<string, string>>, params: ReadonlyMap<string, readonly string[]>): string {
  const query = new Map(params);
  for (const [label, value] of Object.entries(labels)) {
    if (!label.startsWith('__param_')) continue;
    const name = label.slice('__param_'.length);
    query.set(name, [value, ...(query.get(name) ?? []).slice(1)]);
  }
  const names = [...query.keys()].sort();
  return names.flatMap((name) => (query.get(name) ?? []).map((value) => `${queryText(name)}=${queryText(value)}`)).join('&');
}

/** The URL a target is scraped at, written as Go's net/url writes it (prometheus scrape/target.go, Target.URL). */
export function targetUrl(labels: Readonly<Record<string, string>>, params: ReadonlyMap<string, readonly string[]>): string {
  const scheme = labels['__scheme__'] ?? '';
  const path = escaped(labels['__metrics_path__'] ?? '', PATH);
  const query = queryOf(labels, params);
  const start = `${scheme === '' ? '' : `${scheme}:`}//${escaped(labels['__address__'] ?? '', HOST)}`;
  return `${start}${path === '' || path.startsWith('/') ? '' : '/'}${path}${query === '' ? '' : `?${query}`}`;
}
