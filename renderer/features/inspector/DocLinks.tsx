import type { MouseEvent } from 'react';
import { tellShell } from '../../bridge/shellBridge';
import { texts } from '../../texts/catalogue';
import { type DocLink, docLinks } from './documentation';

/** Links to the documentation; they open in the system's browser. */
export function DocLinks({ card }: { readonly card: string }) {
  return (
    <p className="hs-small hs-t3">
      {texts.inspector.overview.read}{' '}
      {docLinks(card).map((link, index) => (
        <span key={link.url}>
          {index === 0 ? '' : ', '}
          <OutLink link={link} />
        </span>
      ))}
    </p>
  );
}

function OutLink({ link }: { readonly link: DocLink }) {
  const open = (event: MouseEvent) => {
    event.preventDefault();
    tellShell({ type: 'open-link', url: link.url });
  };
  return (
    <a className="hs-link" href={link.url} onClick={open} title={link.url}>
      {link.words}
    </a>
  );
}
