import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { redactedTail } from '../../../shared/model/redact';
import { failed, ok, type Result } from '../../../shared/model/result';
import { configurationTrouble, messageOf, type Trouble } from './failures';
import { type Environment, proxyFromEnvironment, proxyWithoutCredentials } from './proxyChoice';
import { systemRoots } from './systemRoots';
import type { Authentication, Material, Upstream } from './upstream';

const Line = z.string().regex(/^[\t\x20-\x7e]*$/, 'must be one line of printable characters');

const Authorization = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('basic'), username: z.string(), password: z.string() }),
  z.strictObject({ kind: z.literal('bearer'), token: Line.min(1) }),
  /** Read at each use: such files rotate. */
  z.strictObject({ kind: z.literal('bearer-file'), file: z.string().min(1) }),
  /** The kubeconfig's own credentials: for a kubelet, which asks the apiserver who that is. The user must choose it. */
  z.strictObject({ kind: z.literal('cluster') }),
]);

/** A URL that the user gives because the way through the apiserver is closed or does not exist. */
export const DirectEndpoint = z.strictObject({
  /** Named by `Route` `direct`. */
  id: z.string().min(1),
  kind: z.enum(['prometheus', 'thanos', 'mimir', 'victoria-metrics', 'kubelet']),
  /** With a path where there is one: "https://mimir.example/prometheus". */
  url: z.url({ protocol: /^https?$/ }).refine((text) => !hasLogin(text), { error: 'must not hold user and password: use basic' }),
  authorization: Authorization.default({ kind: 'none' }),
  /** PEM; instead of the system's authorities. */
  ca: z.string().optional(),
  caFile: z.string().optional(),
  tlsServerName: z.string().optional(),
  insecureSkipTlsVerify: z.boolean().default(false),
  headers: z.record(z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/), Line).default({}),
  /** Sent as X-Scope-OrgID (Mimir, Cortex, Thanos, Loki). */
  tenant: Line.optional(),
  /** Of a kubelet: which node it is. */
  node: z.string().optional(),
});
export type DirectEndpoint = z.infer<typeof DirectEndpoint>;
export type DirectEndpointInput = z.input<typeof DirectEndpoint>;

/** One endpoint from settings; the error is a sentence that names the field. */
export function parseDirectEndpoint(input: unknown): Result<DirectEndpoint, string> {
  const parsed = DirectEndpoint.safeParse(input);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return failed(`The direct endpoint cannot be used: ${issue?.path.join('.') || 'it'} ${issue?.message ?? 'has a wrong shape'}.`);
}

export function directUpstream(endpoint: DirectEndpoint, env: Environment, cluster: Authentication): Upstream {
  const url = new URL(endpoint.url);
  const proxy = proxyFromEnvironment(url, env);
  const whom = {
    name: `the endpoint "${endpoint.id}" (${endpoint.kind}) at ${url.origin}`,
    host: url.hostname,
    tls: url.protocol === 'https:',
    proxy: proxy === undefined ? undefined : proxyWithoutCredentials(proxy),
    settings: `the settings of the endpoint "${endpoint.id}"`,
  };
  const authentication: Authentication = {
    material: async (signal) => {
      const base = endpoint.authorization.kind === 'cluster' ? await cluster.material(signal) : ok(NOTHING);
      return base.ok ? directMaterial(endpoint, base.value, (detail) => configurationTrouble(whom, detail)) : base;
    },
    refused: () => endpoint.authorization.kind === 'bearer-file',
  };
  return { url, whom, proxy, authentication };
}

const NOTHING: Material = { headers: {}, rejectUnauthorized: true };

/** Of the cluster's credentials only what authenticates is taken: authorities and names are the endpoint's own. */
function directMaterial(endpoint: DirectEndpoint, base: Material, trouble: (detail: string) => Trouble): Result<Material, Trouble> {
  try {
    return ok({
      headers: { ...base.headers, ...authorizationHeaders(endpoint), ...extraHeaders(endpoint) },
      cert: base.cert,
      key: base.key,
      ca: endpoint.ca ?? (endpoint.caFile === undefined ? (base.ca ?? systemRoots()) : readFileSync(endpoint.caFile)),
      servername: endpoint.tlsServerName,
      rejectUnauthorized: !endpoint.insecureSkipTlsVerify,
    });
  } catch (error) {
    return failed(trouble(redactedTail(messageOf(error))));
  }
}

function authorizationHeaders({ authorization }: DirectEndpoint): Readonly<Record<string, string>> {
  switch (authorization.kind) {
    case 'none':
    case 'cluster':
      return {};
    case 'basic':
      return { authorization: `Basic ${Buffer.from(`${authorization.username}:${authorization.password}`).toString('base64')}` };
    case 'bearer':
      return { authorization: `Bearer ${authorization.token}` };
    case 'bearer-file':
      return { authorization: `Bearer ${readFileSync(authorization.file, 'utf8').trim()}` };
  }
}

function extraHeaders(endpoint: DirectEndpoint): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(endpoint.headers)) headers[name.toLowerCase()] = value;
  if (endpoint.tenant !== undefined) headers['x-scope-orgid'] = endpoint.tenant;
  return headers;
}

function hasLogin(text: string): boolean {
  try {
    const url = new URL(text);
    return url.username !== '' || url.password !== '';
  } catch {
    return false;
  }
}
