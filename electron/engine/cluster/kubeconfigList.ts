import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ClusterList, KubeconfigFile, ListedContext } from '../../../shared/contract/clusters';
import { inClusterDocument } from './inCluster';
import {
  type ContextChoice,
  configurationFiles,
  type KubeconfigOptions,
  listContexts,
  merged,
  readDocument,
  type SourcedDocument,
} from './kubeconfig';

export interface ListOptions extends KubeconfigOptions {
  /** Files that the user added to the start page. */
  readonly added: readonly string[];
}

type Files = Pick<ClusterList, 'files' | 'contexts'>;

/**
 * Every context that can be opened, with the file it stands in. A file that cannot be read is listed with
 * its error, and the others still are: then each context is opened from its own file alone, as kubectl
 * reads no set of files of which one is broken. Contacts nobody; passes no credentials.
 */
export function listKubeconfigs(options: ListOptions): Files {
  const set = configurationFiles(options).filter((file) => existsSync(file) || options.kubeconfig !== undefined);
  const from = options.kubeconfig === undefined ? (options.env['KUBECONFIG'] ? 'KUBECONFIG' : 'home') : '--kubeconfig';
  const kubectls = readAll(set, from);
  const whole = kubectls.every((read) => read.document !== undefined);
  const others = otherFiles(options, new Set(set)).flatMap((other) => readAll([other.file], other.from));
  const alone = whole ? others : [...kubectls, ...others];
  return {
    files: [...[...kubectls, ...others].map(({ file }) => file), ...inClusterFiles(options)],
    contexts: [
      ...(whole ? contextsOfSet(kubectls.flatMap(({ document }) => (document ? [document] : []))) : []),
      ...alone.flatMap(({ document }) => (document ? contextsOf([document], false) : [])),
      ...inClusterContexts(options),
    ],
  };
}

interface ReadFile {
  readonly file: KubeconfigFile;
  readonly document?: SourcedDocument;
}

function readAll(files: readonly string[], from: KubeconfigFile['from']): readonly ReadFile[] {
  return files.map((file) => {
    const read = readDocument(file);
    if (read.ok) return { file: { file, from, contexts: read.value.contexts.length }, document: { file, document: read.value } };
    const { message, remedy } = read.error;
    return { file: { file, from, contexts: 0, error: { says: message, remedy } } };
  });
}

/** Files that kubectl would not read now: those of the environment beside --kubeconfig, and those that the user added. */
function otherFiles(options: ListOptions, seen: Set<string>): readonly { readonly file: string; readonly from: KubeconfigFile['from'] }[] {
  const { env, home } = options;
  const listed = (env['KUBECONFIG'] ?? '').split(path.delimiter).filter((file) => file !== '');
  const wanted = [
    ...listed.map((file) => ({ file, from: 'KUBECONFIG' as const })),
    ...(home === undefined ? [] : [{ file: path.join(home, '.kube', 'config'), from: 'home' as const }]),
  ].filter(({ file }) => existsSync(file));
  // What the user added stays in the list when it is gone: with the sentence that says so.
  const all = [...wanted, ...options.added.map((file) => ({ file, from: 'added' as const }))];
  return all.flatMap(({ file, from }) => {
    const whole = path.resolve(file);
    if (seen.has(whole)) return [];
    seen.add(whole);
    return [{ file: whole, from }];
  });
}

/** A context that another one hides is opened from its own file, where it is the only one of its name. */
function contextsOfSet(documents: readonly SourcedDocument[]): readonly ListedContext[] {
  const hidden = new Set<string>();
  const all = contextsOf(documents, true);
  return all.map((context) => {
    const shadowed = hidden.has(context.name);
    hidden.add(context.name);
    return shadowed ? { ...context, merged: false } : context;
  });
}

function contextsOf(documents: readonly SourcedDocument[], asKubectl: boolean): readonly ListedContext[] {
  return listContexts(merged(documents)).map((choice) => toListed(choice, asKubectl));
}

function toListed({ shadowed, runs, ...choice }: ContextChoice, asKubectl: boolean): ListedContext {
  const program = runs === undefined ? {} : { runs: path.basename(runs) };
  return { ...choice, ...program, current: choice.current && asKubectl, merged: asKubectl && !shadowed };
}

function inClusterFiles(options: ListOptions): readonly KubeconfigFile[] {
  return isPod(options) ? [{ file: 'in-cluster', from: 'in-cluster', contexts: 1 }] : [];
}

function inClusterContexts(options: ListOptions): readonly ListedContext[] {
  const document = inClusterDocument(options.env, options.serviceAccountDir);
  return document === undefined ? [] : contextsOf([{ file: 'in-cluster', document }], false);
}

function isPod(options: ListOptions): boolean {
  return inClusterDocument(options.env, options.serviceAccountDir) !== undefined;
}
