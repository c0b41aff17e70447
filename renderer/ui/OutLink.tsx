import type { MouseEvent } from 'react';
import { tellShell } from '../bridge/shellBridge';

interface OutLinkProps {
  /** One of a host that main opens (electron/main/links.ts). */
  readonly url: string;
  readonly words: string;
}

/** A link that opens in the system's browser. */
export function OutLink({ url, words }: OutLinkProps) {
  const open = (event: MouseEvent) => {
    event.preventDefault();
    tellShell({ type: 'open-link', url });
  };
  return (
    <a className="hs-link" href={url} title={url} onClick={open}>
      {words}
    </a>
  );
}
