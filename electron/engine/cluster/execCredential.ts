import { z } from 'zod';
import { failed, ok, type Result } from '../../../shared/model/result';

/** What an exec plugin prints (kubernetes.io "client-go credential plugins", output format). */
const ExecCredential = z.looseObject({
  kind: z.literal('ExecCredential'),
  apiVersion: z.string().regex(/^client\.authentication\.k8s\.io\//),
  status: z.looseObject({
    token: z.string().optional(),
    clientCertificateData: z.string().optional(),
    clientKeyData: z.string().optional(),
    expirationTimestamp: z.string().nullish(),
  }),
});

export interface PluginCredential {
  readonly token?: string;
  readonly cert?: string;
  readonly key?: string;
  /** Milliseconds since the epoch; undefined: the plugin did not say, so it holds until the server refuses it. */
  readonly expiresMs?: number;
}

/** The credential in a plugin's output; the error says what is wrong without repeating the output, which may hold a secret. */
export function parseExecCredential(stdout: string): Result<PluginCredential, string> {
  if (stdout.trim() === '') return failed('it printed nothing');
  let json: unknown;
  try {
    json = JSON.parse(stdout);
  } catch {
    return failed(`it printed ${stdout.length} characters that are not JSON`);
  }
  const parsed = ExecCredential.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return failed(`its JSON is not an ExecCredential (${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'wrong shape'})`);
  }
  return credentialOf(parsed.data.status);
}

function credentialOf(status: z.infer<typeof ExecCredential>['status']): Result<PluginCredential, string> {
  const { token, clientCertificateData: cert, clientKeyData: key } = status;
  if (!token && !cert) return failed('its ExecCredential holds neither a token nor a client certificate');
  if ((cert === undefined) !== (key === undefined))
    return failed('its ExecCredential holds a client certificate without key, or a key without certificate');
  const expiresMs = status.expirationTimestamp ? Date.parse(status.expirationTimestamp) : undefined;
  if (expiresMs !== undefined && Number.isNaN(expiresMs)) return failed('its expirationTimestamp is not a time');
  return ok({ token: token?.trim() || undefined, cert, key, expiresMs });
}
