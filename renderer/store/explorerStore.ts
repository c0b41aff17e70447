import { create } from 'zustand';
import type {
  AccountsPage,
  EndpointTried,
  ExplorerMessage,
  ExplorerPart,
  HousekeepingPage,
  KubeletsPage,
} from '../../shared/contract/explorer';
import { assertNever } from '../../shared/model/result';

/** What the engine said of access, and what the user asks for of it. */
export interface ExplorerFacts {
  readonly part: ExplorerPart;
  /** Whose kubelet is shown; undefined: the first. */
  readonly node: string | undefined;
  /** The endpoint whose row is open. */
  readonly endpoint: string | undefined;
  /** The account or manifest that is open; undefined: the first. */
  readonly account: string | undefined;
  readonly kubelets: KubeletsPage | undefined;
  readonly accounts: AccountsPage | undefined;
  readonly housekeeping: HousekeepingPage | undefined;
  /** Number of the look asked for last: answers to others are not news. */
  readonly ask: number;
  readonly tried: EndpointTried | undefined;
}

export const useExplorer = create<ExplorerFacts>(() => ({
  part: 'kubelets',
  node: undefined,
  endpoint: undefined,
  account: undefined,
  kubelets: undefined,
  accounts: undefined,
  housekeeping: undefined,
  ask: 0,
  tried: undefined,
}));

export function receiveExplorer({ page }: ExplorerMessage): void {
  switch (page.part) {
    case 'kubelets':
      useExplorer.setState({ kubelets: page });
      return;
    case 'accounts':
      useExplorer.setState({ accounts: page });
      return;
    case 'housekeeping':
      useExplorer.setState({ housekeeping: page });
      return;
    default:
      assertNever(page);
  }
}

export function receiveTried(tried: EndpointTried): void {
  if (tried.ask === useExplorer.getState().ask) useExplorer.setState({ tried });
}

export function choosePart(part: ExplorerPart): void {
  useExplorer.setState({ part });
}

/** What came of another node's endpoint is not this one's. */
export function chooseNode(node: string): void {
  useExplorer.setState(({ ask }) => ({ node, tried: undefined, ask: ask + 1 }));
}

export function toggleEndpoint(id: string): void {
  useExplorer.setState(({ endpoint }) => ({ endpoint: endpoint === id ? undefined : id }));
}

export function chooseAccount(account: string): void {
  useExplorer.setState({ account });
}

export function forgetExplorer(): void {
  useExplorer.setState(({ ask }) => ({ ...useExplorer.getInitialState(), ask: ask + 1 }), true);
}
