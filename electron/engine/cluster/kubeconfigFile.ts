import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { failed, ok, type Result } from '../../../shared/model/result';

/** Why no cluster could be chosen. `line` is 1-based. */
export interface KubeconfigError {
  readonly code:
    | 'no-kubeconfig'
    | 'unreadable'
    | 'broken-yaml'
    | 'not-a-kubeconfig'
    | 'no-context'
    | 'unknown-context'
    | 'missing-cluster'
    | 'missing-user'
    | 'bad-server';
  readonly message: string;
  readonly remedy: string;
  readonly file?: string;
  readonly line?: number;
}

/** Values that YAML reads as something else (a token of digits) are taken as text. */
const Text = z.union([z.string(), z.number(), z.boolean()]).transform(String).nullish();
const Entries = <T extends z.ZodType>(entry: T) =>
  z
    .array(entry)
    .nullish()
    .transform((list) => list ?? []);

const ClusterFields = z.looseObject({
  server: Text,
  'certificate-authority': Text,
  'certificate-authority-data': Text,
  'insecure-skip-tls-verify': z.boolean().nullish(),
  'tls-server-name': Text,
  'proxy-url': Text,
  extensions: z.array(z.looseObject({ name: z.string(), extension: z.unknown() })).nullish(),
});

const ExecFields = z.looseObject({
  apiVersion: Text,
  command: z.string(),
  args: z.array(z.union([z.string(), z.number(), z.boolean()]).transform(String)).nullish(),
  env: z.array(z.object({ name: z.string(), value: z.union([z.string(), z.number(), z.boolean()]).transform(String) })).nullish(),
  installHint: Text,
  interactiveMode: Text,
  provideClusterInfo: z.boolean().nullish(),
});

const UserFields = z.looseObject({
  'client-certificate': Text,
  'client-certificate-data': Text,
  'client-key': Text,
  'client-key-data': Text,
  token: Text,
  tokenFile: Text,
  username: Text,
  password: Text,
  as: Text,
  'as-uid': Text,
  'as-groups': z.array(z.string()).nullish(),
  'as-user-extra': z.record(z.string(), z.array(z.string())).nullish(),
  exec: ExecFields.nullish(),
  'auth-provider': z.looseObject({ name: z.string(), config: z.record(z.string(), Text).nullish() }).nullish(),
});

const KubeconfigDocument = z.looseObject({
  clusters: Entries(z.object({ name: z.string(), cluster: ClusterFields.nullish() })),
  users: Entries(z.object({ name: z.string(), user: UserFields.nullish() })),
  contexts: Entries(
    z.object({
      name: z.string(),
      context: z.looseObject({ cluster: Text, user: Text, namespace: Text }).nullish(),
    }),
  ),
  'current-context': Text,
});

export type ClusterFields = z.infer<typeof ClusterFields>;
export type UserFields = z.infer<typeof UserFields>;
export type ExecFields = z.infer<typeof ExecFields>;
export type KubeconfigDocument = z.infer<typeof KubeconfigDocument>;

/** One kubeconfig's text, parsed and checked; an error names file and line. An empty file is an empty configuration, as for kubectl. */
export function parseKubeconfigFile(text: string, file: string): Result<KubeconfigDocument, KubeconfigError> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const broken = document.errors[0];
  if (broken !== undefined) {
    const line = lines.linePos(broken.pos[0]).line;
    return failed({
      code: 'broken-yaml',
      message: `${file}, line ${line}: this is not YAML (${firstLine(broken.message)}).`,
      remedy: `Correct line ${line} of ${file}; "kubectl config view --kubeconfig ${file}" reads it in the same way.`,
      file,
      line,
    });
  }
  const checked = KubeconfigDocument.safeParse(document.toJS() ?? {});
  if (checked.success) return ok(checked.data);
  const issue = checked.error.issues[0];
  const path = (issue?.path ?? []).filter((step): step is string | number => typeof step !== 'symbol');
  const line = lineOf(document, path, lines);
  return failed({
    code: 'not-a-kubeconfig',
    message: `${file}${line === undefined ? '' : `, line ${line}`}: ${pathText(path)}is not as a kubeconfig has it (${issue?.message ?? 'wrong shape'}).`,
    remedy: `Correct ${file}, or name another file with --kubeconfig.`,
    file,
    line,
  });
}

function lineOf(document: ReturnType<typeof parseDocument>, path: readonly (string | number)[], lines: LineCounter): number | undefined {
  for (let depth = path.length; depth >= 0; depth--) {
    const node: unknown = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    const start = rangeStart(node);
    if (start !== undefined) return lines.linePos(start).line;
  }
  return undefined;
}

function rangeStart(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return undefined;
  const start: unknown = node.range[0];
  return typeof start === 'number' ? start : undefined;
}

function pathText(path: readonly (string | number)[]): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return text === '' ? 'it ' : `${text.replace(/^\./, '')} `;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.replace(/:$/, '') ?? text;
}
