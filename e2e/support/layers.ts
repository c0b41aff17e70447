import type { CDPSession, Page } from '@playwright/test';

type Layer = { readonly backendNodeId?: number; readonly drawsContent: boolean; readonly invisible?: boolean };

/** Chromium's pictures of what lies in `selector` while `act` runs, as many as the newest layer tree has: each is drawn anew with each frame. */
export async function layersIn(page: Page, selector: string, act: () => Promise<void>): Promise<number> {
  const cdp = await page.context().newCDPSession(page);
  let layers: readonly Layer[] = [];
  cdp.on('LayerTree.layerTreeDidChange', (event) => {
    layers = event.layers ?? layers;
  });
  await cdp.send('DOM.enable');
  await cdp.send('LayerTree.enable');
  await act();
  const drawn = layers.filter(({ drawsContent, invisible }) => drawsContent && invisible !== true);
  const inside = await Promise.all(drawn.map(({ backendNodeId }) => isIn(cdp, backendNodeId, selector)));
  await cdp.detach();
  return inside.filter(Boolean).length;
}

async function isIn(cdp: CDPSession, backendNodeId: number | undefined, selector: string): Promise<boolean> {
  if (backendNodeId === undefined) return false;
  const { object } = await cdp.send('DOM.resolveNode', { backendNodeId });
  const { result } = await cdp.send('Runtime.callFunctionOn', {
    objectId: object.objectId,
    functionDeclaration: 'function (selector) { return this.closest?.(selector) != null; }',
    arguments: [{ value: selector }],
  });
  return result.value === true;
}
