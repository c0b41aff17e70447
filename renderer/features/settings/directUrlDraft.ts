import { DirectUrl } from '../../../shared/contract/settings';
import { failed, ok, type Result } from '../../../shared/model/result';
import { texts } from '../../texts/catalogue';

/** The form's fields as they are written. */
export interface Draft {
  readonly kind: DirectUrl['kind'];
  readonly url: string;
  readonly context: string;
  readonly login: DirectUrl['login']['kind'];
  readonly username: string;
  readonly secret: string;
  readonly tokenFile: string;
  readonly tenant: string;
  readonly headers: string;
  readonly caFile: string;
  readonly tlsServerName: string;
  readonly node: string;
  readonly insecure: boolean;
}

export function draftOf(directUrl: DirectUrl | undefined): Draft {
  const login = directUrl?.login ?? { kind: 'none' as const };
  return {
    kind: directUrl?.kind ?? 'prometheus',
    url: directUrl?.url ?? '',
    context: directUrl?.context ?? '',
    login: login.kind,
    username: login.kind === 'basic' ? login.username : '',
    secret: '',
    tokenFile: login.kind === 'bearer-file' ? login.file : '',
    tenant: directUrl?.tenant ?? '',
    headers: Object.entries(directUrl?.headers ?? {})
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
    caFile: directUrl?.caFile ?? '',
    tlsServerName: directUrl?.tlsServerName ?? '',
    node: directUrl?.node ?? '',
    insecure: directUrl?.insecureSkipTlsVerify ?? false,
  };
}

/** What the fields make, or the first thing that is wrong, with the field's name. */
export function directUrlOf(draft: Draft, id: string): Result<DirectUrl, string> {
  const headers = headersOf(draft.headers);
  if (!headers.ok) return headers;
  const parsed = DirectUrl.safeParse({
    id,
    kind: draft.kind,
    url: draft.url.trim(),
    ...given({ context: draft.context, tenant: draft.tenant, caFile: draft.caFile, tlsServerName: draft.tlsServerName }),
    ...(draft.kind === 'kubelet' ? given({ node: draft.node }) : {}),
    login: loginOf(draft),
    headers: headers.value,
    insecureSkipTlsVerify: draft.insecure,
  });
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  return failed(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

/** Whether a secret must be entered: the log-in needs one, and none of this kind is there. */
export function needsSecret(draft: Draft, before: DirectUrl | undefined, place: 'keychain' | 'memory' | 'none'): boolean {
  if (draft.login !== 'basic' && draft.login !== 'bearer') return false;
  return draft.secret === '' && (place === 'none' || before?.login.kind !== draft.login);
}

function loginOf({ login, username, tokenFile }: Draft): unknown {
  switch (login) {
    case 'basic':
      return { kind: login, username: username.trim() };
    case 'bearer-file':
      return { kind: login, file: tokenFile.trim() };
    default:
      return { kind: login };
  }
}

function headersOf(text: string): Result<Record<string, string>, string> {
  const headers: Record<string, string> = {};
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const match = /^([^:\s]+):\s*(.*)$/.exec(line.trim());
    if (match?.[1] === undefined) return failed(texts.settings.directUrls.headersWrong(line.trim()));
    headers[match[1]] = match[2] ?? '';
  }
  return ok(headers);
}

function given(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields)
      .map(([name, text]) => [name, text.trim()] as const)
      .filter(([, text]) => text !== ''),
  );
}
