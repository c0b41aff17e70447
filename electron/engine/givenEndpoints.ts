import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { failed, ok, type Result } from '../../shared/model/result';
import { type DirectEndpoint, parseDirectEndpoint } from './cluster/directEndpoints';
import type { Correction } from './discovery/corrections';

export interface EndpointTrouble {
  readonly says: string;
  readonly remedy: string;
}

/** KIND=URL of the command line: "prometheus=http://127.0.0.1:9090". */
export function endpointFromWords(words: string): Result<DirectEndpoint, EndpointTrouble> {
  const at = words.indexOf('=');
  const kind = words.slice(0, at);
  const url = words.slice(at + 1);
  const parsed = at < 0 ? failed(`"${words}" is not KIND=URL.`) : parseDirectEndpoint({ id: `${kind}-${hostOf(url)}`, kind, url });
  return parsed.ok ? parsed : failed({ says: parsed.error, remedy: 'For example: --endpoint prometheus=http://127.0.0.1:9090' });
}

/**
 * Endpoints of a YAML (or JSON) file: a list of {kind, url, ...} as in docs/guide/settings.md. One with
 * a `context` counts for that context only. A missing file is an empty list when it is `optional`.
 */
export function endpointsFromFile(
  file: string,
  context: string | undefined,
  optional: boolean,
): Result<readonly DirectEndpoint[], EndpointTrouble> {
  if (optional && !existsSync(file)) return ok([]);
  let listed: unknown;
  try {
    listed = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return failed({
      says: `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      remedy: 'Correct the file, or start without it.',
    });
  }
  if (!Array.isArray(listed))
    return failed({ says: `${file} is not a list of endpoints.`, remedy: 'Each entry begins with "- kind: prometheus".' });
  const endpoints: DirectEndpoint[] = [];
  for (const [index, entry] of listed.entries()) {
    const { context: wanted, ...rest } = isRecord(entry) ? entry : {};
    if (wanted !== undefined && wanted !== context) continue;
    const parsed = parseDirectEndpoint({ id: `${String(rest['kind'])}-${index + 1}`, ...rest });
    if (!parsed.ok)
      return failed({
        says: `${file}, entry ${index + 1}: ${parsed.error}`,
        remedy: 'Correct the entry; docs/guide/settings.md shows one of each kind.',
      });
    endpoints.push(parsed.value);
  }
  return ok(endpoints);
}

/** Direct URLs of the settings, with their secrets, as main hands them over; those of another context are left out. */
export function endpointsFromSettings(
  given: readonly Readonly<Record<string, unknown>>[],
  context: string | undefined,
): Result<readonly DirectEndpoint[], EndpointTrouble> {
  const endpoints: DirectEndpoint[] = [];
  for (const { context: wanted, ...rest } of given) {
    if (wanted !== undefined && wanted !== context) continue;
    const parsed = parseDirectEndpoint(rest);
    if (!parsed.ok) return failed({ says: `${String(rest['url'])}: ${parsed.error}`, remedy: 'Correct it under Settings, Routes.' });
    endpoints.push(parsed.value);
  }
  return ok(endpoints);
}

/** What discovery makes of them: each is what its kind says, at that address. */
export function correctionsFor(endpoints: readonly DirectEndpoint[]): readonly Correction[] {
  return endpoints.map((endpoint) => {
    const isKubelet = endpoint.kind === 'kubelet';
    const flavour = endpoint.kind === 'prometheus' || isKubelet ? undefined : endpoint.kind;
    return {
      says: 'at',
      endpoint: endpoint.id,
      kind: isKubelet ? 'kubelet' : 'prometheus',
      name: hostOf(endpoint.url),
      ...(flavour === undefined ? {} : { flavour }),
      ...(endpoint.node === undefined ? {} : { node: endpoint.node }),
    };
  });
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
