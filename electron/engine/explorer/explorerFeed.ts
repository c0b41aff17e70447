import type { FromEngine } from '../../../shared/contract/engine';
import type { ExplorerIntent, ExplorerPage, StopTrying, Tried, TryEndpoint } from '../../../shared/contract/explorer';
import { assertNever } from '../../../shared/model/result';
import { AccountRights } from '../session/accountRights';
import { accountsPage } from './accountsPage';
import type { ExplorerParts, PageParts } from './explorerParts';
import { housekeepingPage } from './housekeepingPage';
import { kubeletPage } from './kubeletPage';
import { tryEndpoint } from './tryEndpoint';

/** Looks come every 15 s; rights are remembered for a minute and more by who asks for them. */
const PERIOD_MS = 5_000;

type Shown = NonNullable<ExplorerIntent['shown']>;

/** Answers the screen of access while it is open: its pages as they change, and one look at an endpoint at a time. */
export class ExplorerFeed {
  private readonly parts: PageParts;
  private round = new AbortController();
  private trying = new AbortController();

  constructor(
    parts: ExplorerParts,
    private readonly send: (message: FromEngine) => void,
  ) {
    const { session, port, clock, access } = parts;
    this.parts = { session, port, clock, rights: new AccountRights(port, access, clock) };
  }

  receive(intent: ExplorerIntent | TryEndpoint | StopTrying): void {
    switch (intent.type) {
      case 'explorer':
        this.show(intent.shown ?? undefined);
        return;
      case 'try-endpoint':
        void this.look(intent);
        return;
      case 'stop-trying':
        this.trying.abort();
        return;
      default:
        assertNever(intent);
    }
  }

  close(): void {
    this.round.abort();
    this.trying.abort();
  }

  private show(shown: Shown | undefined): void {
    this.round.abort();
    this.round = new AbortController();
    if (shown === undefined) this.trying.abort();
    else void this.run(shown, this.round.signal);
  }

  private async run(shown: Shown, signal: AbortSignal): Promise<void> {
    let sent = '';
    // Reviews and Roles may take seconds while the first looks are under way: what is known is shown before.
    if (shown.part === 'kubelets') this.send({ type: 'explorer', page: await kubeletPage(shown.node, this.parts) });
    while (!signal.aborted) {
      const page = await this.page(shown, signal);
      const now = JSON.stringify(page);
      if (now !== sent && !signal.aborted) this.send({ type: 'explorer', page });
      sent = now;
      await this.parts.clock.sleep(PERIOD_MS, signal);
    }
  }

  private async page({ part, node }: Shown, signal: AbortSignal): Promise<ExplorerPage> {
    switch (part) {
      case 'kubelets':
        return kubeletPage(node, this.parts, signal);
      case 'accounts':
        return accountsPage(this.parts, signal);
      case 'housekeeping':
        return housekeepingPage(this.parts);
      default:
        return assertNever(part);
    }
  }

  private async look({ ask, node, endpoint }: TryEndpoint): Promise<void> {
    this.trying.abort();
    const end = new AbortController();
    this.trying = end;
    const tell = (tried: Tried) => this.send({ type: 'endpoint-tried', ask, node, endpoint, tried });
    tell({ state: 'asking' });
    tell(await tryEndpoint(node, endpoint, this.parts, end.signal));
  }
}
