import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { failed, ok, type Result } from '../../../shared/model/result';
import { inClusterDocument } from './inCluster';
import { type ClusterFields, type KubeconfigDocument, type KubeconfigError, parseKubeconfigFile, type UserFields } from './kubeconfigFile';
import type { Environment } from './proxyChoice';

export interface KubeconfigOptions {
  /** --kubeconfig: this file alone, or several parted as in KUBECONFIG. */
  readonly kubeconfig?: string;
  readonly env: Environment;
  /** $HOME. */
  readonly home?: string;
  /** Where a pod finds its service account; another place in tests. */
  readonly serviceAccountDir?: string;
}

/** An entry with the file that it came from: paths in it are relative to that. */
export interface Sourced<T> {
  readonly name: string;
  readonly file: string;
  readonly fields: T;
}

/** All files merged as kubectl merges: the first file that has a name, or a current-context, wins. */
export interface Kubeconfig {
  /** Files that were read, in order; "in-cluster" for a pod's service account. */
  readonly files: readonly string[];
  readonly clusters: ReadonlyMap<string, Sourced<ClusterFields>>;
  readonly users: ReadonlyMap<string, Sourced<UserFields>>;
  /** Every context of every file: a second one of the same name is there and cannot be chosen. */
  readonly contexts: readonly Sourced<ContextFields>[];
  readonly currentContext?: string;
}

export interface ContextFields {
  /** Of the cluster of that name in the same file: what this context means when its file is read alone. */
  readonly ownServer?: string;
  readonly cluster?: string;
  readonly user?: string;
  readonly namespace?: string;
}

/** A row of the start page. Nobody was contacted. */
export interface ContextChoice {
  readonly name: string;
  readonly file: string;
  readonly server?: string;
  readonly user?: string;
  readonly namespace?: string;
  readonly current: boolean;
  /** A file before this one has a context of the same name, which is the one that --context chooses. */
  readonly shadowed: boolean;
  /** The program that its user's login runs (an exec plugin). */
  readonly runs?: string;
  /** What is missing: "cluster prod is not in the configuration". */
  readonly problem?: string;
}

export interface SourcedDocument {
  readonly file: string;
  readonly document: KubeconfigDocument;
}

/** What one port is made of. */
export interface ClusterConfig {
  readonly context: string;
  /** Where the context stands. */
  readonly file: string;
  readonly namespace?: string;
  readonly files: readonly string[];
  readonly cluster: Sourced<ClusterFields> & { readonly server: string };
  readonly user: Sourced<UserFields>;
}

/**
 * Reads the configuration that kubectl would: --kubeconfig, else the files of KUBECONFIG (missing ones
 * are passed over), else $HOME/.kube/config, else the service account of the pod we run in.
 */
export function loadKubeconfig(options: KubeconfigOptions): Result<Kubeconfig, KubeconfigError> {
  const sources = configurationFiles(options);
  const named = options.kubeconfig !== undefined && sources.length === 1;
  const present = named ? sources : sources.filter((file) => existsSync(file));
  if (present.length === 0) return inClusterOrNothing(options, sources);
  const documents: SourcedDocument[] = [];
  for (const file of present) {
    const document = readDocument(file);
    if (!document.ok) return document;
    documents.push({ file, document: document.value });
  }
  return ok(merged(documents));
}

export function configurationFiles(options: KubeconfigOptions): readonly string[] {
  if (options.kubeconfig !== undefined && existsSync(options.kubeconfig)) return [path.resolve(options.kubeconfig)];
  const listed = (options.kubeconfig ?? options.env['KUBECONFIG'] ?? '').split(path.delimiter).filter((file) => file !== '');
  if (listed.length > 0) return [...new Set(listed.map((file) => path.resolve(file)))];
  return options.home === undefined ? [] : [path.join(options.home, '.kube', 'config')];
}

function inClusterOrNothing(options: KubeconfigOptions, looked: readonly string[]): Result<Kubeconfig, KubeconfigError> {
  const document = inClusterDocument(options.env, options.serviceAccountDir);
  if (document !== undefined) return ok(merged([{ file: 'in-cluster', document }]));
  const where = looked.length === 0 ? 'KUBECONFIG is not set and there is no home directory' : `there is no ${looked.join(', no ')}`;
  return failed({
    code: 'no-kubeconfig',
    message: `No kubeconfig was found: ${where}, and this is not a pod of a cluster.`,
    remedy: 'Name one with --kubeconfig FILE or KUBECONFIG, or look at the demo cluster with --demo.',
  });
}

export function readDocument(file: string): Result<KubeconfigDocument, KubeconfigError> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return failed({
      code: missing ? 'no-kubeconfig' : 'unreadable',
      message: missing
        ? `The kubeconfig ${file} does not exist.`
        : `The kubeconfig ${file} cannot be read (${error instanceof Error ? error.message : String(error)}).`,
      remedy: missing ? 'Check the path given with --kubeconfig.' : `Check who may read it: "ls -l ${file}".`,
      file,
    });
  }
  return parseKubeconfigFile(text, file);
}

/** One configuration of several files: the first that has a name wins. */
export function merged(documents: readonly SourcedDocument[]): Kubeconfig {
  const clusters = new Map<string, Sourced<ClusterFields>>();
  const users = new Map<string, Sourced<UserFields>>();
  const contexts: Sourced<ContextFields>[] = [];
  for (const { file, document } of documents) {
    for (const { name, cluster } of document.clusters) if (!clusters.has(name)) clusters.set(name, { name, file, fields: cluster ?? {} });
    for (const { name, user } of document.users) if (!users.has(name)) users.set(name, { name, file, fields: user ?? {} });
    for (const { name, context } of document.contexts) {
      const own = document.clusters.find((one) => one.name === context?.cluster);
      contexts.push({ name, file, fields: { ...contextFields(context), ownServer: own?.cluster?.server ?? undefined } });
    }
  }
  return {
    files: documents.map(({ file }) => file),
    clusters,
    users,
    contexts,
    currentContext: documents.map(({ document }) => document['current-context']).find((name) => name) ?? undefined,
  };
}

function contextFields(context: KubeconfigDocument['contexts'][number]['context']): ContextFields {
  return { cluster: context?.cluster || undefined, user: context?.user || undefined, namespace: context?.namespace || undefined };
}

/** The contexts for a start page, in the order of the files. */
export function listContexts(config: Kubeconfig): readonly ContextChoice[] {
  const seen = new Set<string>();
  return config.contexts.map((context) => {
    const shadowed = seen.has(context.name);
    seen.add(context.name);
    return {
      name: context.name,
      file: context.file,
      server: serverOf(config, context, shadowed),
      user: context.fields.user,
      namespace: context.fields.namespace,
      current: !shadowed && context.name === config.currentContext,
      shadowed,
      runs: config.users.get(context.fields.user ?? '')?.fields.exec?.command,
      problem: problemOf(config, context)?.message,
    };
  });
}

/** A shadowed context can be had by naming its file alone, and then its own cluster is meant. */
function serverOf(config: Kubeconfig, context: Sourced<ContextFields>, shadowed: boolean): string | undefined {
  const merged = config.clusters.get(context.fields.cluster ?? '')?.fields.server ?? undefined;
  return shadowed ? (context.fields.ownServer ?? merged) : merged;
}

/** The named context, or the current one, with its cluster and user. */
export function selectContext(config: Kubeconfig, name?: string): Result<ClusterConfig, KubeconfigError> {
  const wanted = name ?? config.currentContext;
  const there = [...new Set(config.contexts.map((context) => context.name))];
  if (wanted === undefined) return failed(noContext(config, there));
  const context = config.contexts.find((one) => one.name === wanted);
  if (context === undefined) return failed(unknownContext(config, wanted, there));
  const problem = problemOf(config, context);
  if (problem !== undefined) return failed(problem);
  const cluster = config.clusters.get(context.fields.cluster ?? '');
  const server = cluster?.fields.server;
  if (cluster === undefined || !server) throw new Error('problemOf lets only clusters with a server through');
  const user = config.users.get(context.fields.user ?? '') ?? { name: '', file: context.file, fields: {} };
  const { file, fields } = context;
  return ok({ context: wanted, file, namespace: fields.namespace, files: config.files, cluster: { ...cluster, server }, user });
}

function noContext(config: Kubeconfig, there: readonly string[]): KubeconfigError {
  return {
    code: 'no-context',
    message: `${config.files.join(', ')} has no current-context.`,
    remedy:
      there.length === 0
        ? 'It has no contexts at all: name another file with --kubeconfig.'
        : `Name one with --context: ${there.join(', ')}.`,
    file: config.files[0],
  };
}

function unknownContext(config: Kubeconfig, wanted: string, there: readonly string[]): KubeconfigError {
  return {
    code: 'unknown-context',
    message: `There is no context "${wanted}" in ${config.files.join(', ')}.`,
    remedy: there.length === 0 ? 'It has no contexts at all: name another file with --kubeconfig.' : `There are: ${there.join(', ')}.`,
    file: config.files[0],
  };
}

function problemOf(config: Kubeconfig, context: Sourced<ContextFields>): KubeconfigError | undefined {
  const { cluster, user } = context.fields;
  const { file } = context;
  const remedy = `Correct the context "${context.name}" in ${file} (kubectl config set-context), or choose another one.`;
  const found = config.clusters.get(cluster ?? '');
  if (found === undefined) {
    return {
      code: 'missing-cluster',
      message: `The context "${context.name}" names the cluster "${cluster ?? ''}", which is not in the configuration.`,
      remedy,
      file,
    };
  }
  if (!isHttpUrl(found.fields.server ?? '')) {
    const message = `The cluster "${found.name}" has no usable server: "${found.fields.server ?? ''}" is not an http or https URL.`;
    return { code: 'bad-server', message, remedy: `Correct clusters[].cluster.server in ${found.file}.`, file: found.file };
  }
  if (user !== undefined && !config.users.has(user)) {
    return {
      code: 'missing-user',
      message: `The context "${context.name}" names the user "${user}", who is not in the configuration.`,
      remedy,
      file,
    };
  }
  return undefined;
}

function isHttpUrl(text: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}
