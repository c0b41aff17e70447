import { create } from 'zustand';
import type { ClusterRows, OpenedCluster } from '../../shared/contract/clusters';
import { tellShell } from '../bridge/shellBridge';
import { showScreen } from './choiceStore';

/** What can be opened, and what is. */
interface ShellFacts {
  readonly opened: OpenedCluster | undefined;
  readonly clusters:
    | { readonly state: 'not asked' | 'asked' }
    | { readonly state: 'listed'; readonly rows: ClusterRows }
    | { readonly state: 'failed'; readonly says: string };
}

export const useShell = create<ShellFacts>(() => ({ opened: undefined, clusters: { state: 'not asked' } }));

export function receiveOpened(opened: OpenedCluster): void {
  useShell.setState({ opened });
}

export function receiveClusters(answer: { readonly rows?: ClusterRows; readonly trouble?: string }): void {
  if (answer.rows !== undefined) useShell.setState({ clusters: { state: 'listed', rows: answer.rows } });
  else useShell.setState({ clusters: { state: 'failed', says: answer.trouble ?? '' } });
}

/** Asks anew; what is listed stays on the screen until the answer is there. */
export function askClusters(): void {
  useShell.setState(({ clusters }) => ({ clusters: clusters.state === 'listed' ? clusters : { state: 'asked' } }));
  tellShell({ type: 'list-clusters' });
}

/** A dialog of the system asks for the file. */
export function chooseRecording(): void {
  tellShell({ type: 'open-recording' });
}

/** Takes a recording from the list; the file stays. */
export function dropRecording(id: string): void {
  tellShell({ type: 'drop-recording', id });
}

/** Opens a row, a scenario or an offer in place of what is open; the map shows it from its first step. */
export function openCluster(id: string): void {
  tellShell({ type: 'open-cluster', id });
  showScreen('map');
}
