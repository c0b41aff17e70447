import { tellEngine } from '../bridge/enginePort';
import { useChoices } from './choiceStore';
import { useExplorer } from './explorerStore';

let told = 'null';

/** Tells the engine what the screen shows when that changed; `always` after a new engine came up. */
export function tellExplorer(always = false): void {
  const { part, node } = useExplorer.getState();
  const open = useChoices.getState().screen === 'access';
  const shown = open ? { part, node: node ?? null } : null;
  const now = JSON.stringify(shown);
  if (now === told && !(always && open)) return;
  told = now;
  tellEngine({ type: 'explorer', shown });
}

/** Keeps the engine told. Returns what ends it. */
export function linkExplorer(): () => void {
  const stops = [useExplorer.subscribe(() => tellExplorer()), useChoices.subscribe(() => tellExplorer())];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Asks one endpoint of a node now; what was asked before is given up. */
export function tryEndpoint(node: string, endpoint: string): void {
  const ask = useExplorer.getState().ask + 1;
  useExplorer.setState({ ask, endpoint, tried: { type: 'endpoint-tried', ask, node, endpoint, tried: { state: 'asking' } } });
  tellEngine({ type: 'try-endpoint', ask, node, endpoint });
}

export function stopTrying(): void {
  tellEngine({ type: 'stop-trying' });
}
