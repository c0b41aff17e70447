import type { CDPSession, Page } from '@playwright/test';

type Layer = { readonly backendNodeId?: number; readonly drawsContent: boolean; readonly invisible?: boolean };

/** Chromium's pictures of what lies in `selector`, the most at a time while `act` ran: each is drawn anew with each frame. */
export async function mostLayersIn(page: Page, selector: string, act: () => Promise<void>): Promise<number> {
  const cdp = await page.context().newCDPSession(page);
  const trees: (readonly Layer[])[] = [];
  cdp.on('LayerTree.layerTreeDidChange', ({ layers = [] }) => void trees.push(layers));
  await cdp.send('DOM.enable');
  await cdp.send('LayerTree.enable');
  await act();
  const nodes = new Set(trees.flat().flatMap(({ backendNodeId }) => backendNodeId ?? []));
  const inside = new Set<number | undefined>();
  for (const node of nodes) if (await isIn(cdp, node, selector)) inside.add(node);
  await cdp.detach();
  const drawnInside = ({ drawsContent, invisible, backendNodeId }: Layer) =>
    drawsContent && invisible !== true && inside.has(backendNodeId);
  return Math.max(0, ...trees.map((layers) => layers.filter(drawnInside).length));
}

async function isIn(cdp: CDPSession, backendNodeId: number, selector: string): Promise<boolean> {
  const { object } = await cdp.send('DOM.resolveNode', { backendNodeId });
  const { result } = await cdp.send('Runtime.callFunctionOn', {
    objectId: object.objectId,
    functionDeclaration: 'function (selector) { return this.closest?.(selector) != null; }',
    arguments: [{ value: selector }],
  });
  return result.value === true;
}
