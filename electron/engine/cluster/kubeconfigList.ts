import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ClusterList, KubeconfigFile, ListedContext } from '../../../shared/contract/clusters';
import { inClusterDocument } from './inCluster';
import {
  type ContextChoice,
  configurationFiles,
  type Kubeconfig,
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

/**
 * Of a set the first file that has a name wins, for contexts, clusters and users alike: a context that is hidden so,
 * or whose own cluster or user is (each kubeadm calls them "kubernetes"), is opened from its own file alone.
 */
function contextsOfSet(documents: readonly SourcedDocument[]): readonly ListedContext[] {
  const config = merged(documents);
  const together = new Map(contextsOf(documents, true).map((context) => [`${context.file}\0${context.name}`, context]));
  const seen = new Set<string>();
  return documents.flatMap((source) =>
    contextsOf([source], false).map((alone) => {
      const hidden = seen.has(alone.name);
      seen.add(alone.name);
      const whole = together.get(`${alone.file}\0${alone.name}`);
      return hidden || whole === undefined || isTakenElsewhere(source, alone.name, config) ? alone : whole;
    }),
  );
}

/** The file has a cluster or user of the context's own, and another file's of the same name stands in for it. */
function isTakenElsewhere({ file, document }: SourcedDocument, name: string, config: Kubeconfig): boolean {
  const context = document.contexts.find((each) => each.name === name)?.context;
  const elsewhere = (own: readonly { readonly name: string }[], from: Kubeconfig['users'] | Kubeconfig['clusters'], wanted: unknown) =>
    own.some((entry) => entry.name === wanted && from.get(entry.name)?.file !== file);
  return elsewhere(document.clusters, config.clusters, context?.cluster) || elsewhere(document.users, config.users, context?.user);
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
