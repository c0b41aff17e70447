import { app, type Session, shell, type WebContents } from 'electron';
import { isOpenableLink } from './links';
import { PAGE_ORIGIN } from './pageServer';

/** Nothing is granted, nothing is fetched but the page's own files. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, grant) => grant(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, answer) => {
    const own = details.url.startsWith(`${PAGE_ORIGIN}/`) || details.url.startsWith('devtools://') || details.url.startsWith('data:');
    answer({ cancel: !own });
  });
  session.on('will-download', (event) => event.preventDefault());
}

/** No navigation, no new windows, no embedded pages, in any contents there will ever be. */
export function lockContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      openLink(url);
      return { action: 'deny' };
    });
  });
}

/** Opens documentation in the system's browser; other addresses are ignored. */
export function openLink(url: string): void {
  if (isOpenableLink(url)) void shell.openExternal(url);
}

/** Only the page itself may talk to main. */
export function isOwnPage(contents: WebContents, frameUrl: string | undefined): boolean {
  return frameUrl?.startsWith(`${PAGE_ORIGIN}/`) === true && contents.getURL().startsWith(`${PAGE_ORIGIN}/`);
}
