import { expect, test } from '@playwright/test';
import { expectCard, openApp } from '../support/app';
import { mostLayersIn } from '../support/layers';

for (const [scenario, dark] of [
  ['healthy', false],
  ['metrics-server-down', true],
] as const) {
  test(`the map of ${scenario}, ${dark ? 'dark' : 'light'}, is moved as one picture`, async () => {
    const { page, errors, close } = await openApp({ words: ['--demo', scenario], dark });
    await expectCard(page, 'metrics-server', scenario === 'healthy' ? 'ok' : 'broken');
    await expectCard(page, 'prometheus', 'ok');
    // A dot that runs is a picture of its own: a pause has none.
    await page.keyboard.press('Space');
    await page.waitForTimeout(1_500);
    const { x = 0, y = 0 } = (await page.locator('.hs-map').boundingBox()) ?? {};
    await page.mouse.move(x + 300, y + 60);
    await page.mouse.down();
    const layers = await mostLayersIn(page, '.react-flow__viewport', () => page.mouse.move(x + 340, y + 110, { steps: 20 }));
    await page.mouse.up();
    expect(layers).toBe(1);
    expect(errors).toEqual([]);
    await close();
  });
}
