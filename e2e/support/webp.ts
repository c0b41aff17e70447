import type { Locator, Page } from 'playwright';

/** A tenth of the PNG, and letters stay sharp. */
const QUALITY = 0.7;

/** The window as it is now (or a part of it), as WebP: the browser that drew it makes it smaller (Playwright itself writes PNG and JPEG). */
export async function webpOf(page: Page, part?: Locator): Promise<Buffer> {
  const png = (await (part ?? page).screenshot()).toString('base64');
  const webp = await page.evaluate(
    async ([text, quality]) => {
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(image.width, image.height);
      canvas.getContext('2d')?.drawImage(image, 0, 0);
      const made = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp', quality })).arrayBuffer());
      let out = '';
      for (const byte of made) out += String.fromCharCode(byte);
      return btoa(out);
    },
    [png, QUALITY] as const,
  );
  return Buffer.from(webp, 'base64');
}
