import type { ClusterList, ClusterRows, ListedContext, RememberedCluster } from '../../../shared/contract/clusters';
import type { ClusterChoice } from '../startOptions';
import { contextId, demoId } from './clusterId';

export interface Rows {
  /** All but the recordings. */
  readonly rows: Omit<ClusterRows, 'recordings'>;
  /** What each id opens. */
  readonly choices: ReadonlyMap<string, ClusterChoice>;
}

/** The list as the start page shows it, each row with what is remembered of it, and what opening one means. */
export function toRows(
  list: ClusterList,
  home: string,
  kubeconfig: string | undefined,
  rememberedOf: (id: string) => RememberedCluster | undefined,
): Rows {
  const choices = new Map<string, ClusterChoice>();
  const contexts = list.contexts.map((context) => {
    const id = contextId(context);
    choices.set(id, choiceOf(context, kubeconfig));
    return { ...context, id, shownFile: shownPath(context.file, home), remembered: rememberedOf(id) };
  });
  const scenarios = list.scenarios.map((scenario) => {
    const id = demoId(scenario.name);
    choices.set(id, { kind: 'demo', scenario: scenario.name });
    return { ...scenario, id };
  });
  const files = list.files.map((file) => ({ ...file, shownFile: shownPath(file.file, home) }));
  return { rows: { files, contexts, scenarios }, choices };
}

/** A context that another file's hides, or of a file that kubectl does not read, is looked for in its own file alone. */
function choiceOf({ name, file, merged }: ListedContext, kubeconfig: string | undefined): ClusterChoice {
  if (file === 'in-cluster') return { kind: 'kubeconfig', inCluster: true };
  return merged ? { kind: 'kubeconfig', context: name, kubeconfig } : { kind: 'kubeconfig', context: name, kubeconfig: file };
}

/** With ~ for the home folder. */
export function shownPath(file: string, home: string): string {
  if (file === home) return '~';
  return home !== '' && file.startsWith(`${home}/`) ? `~${file.slice(home.length)}` : file;
}
