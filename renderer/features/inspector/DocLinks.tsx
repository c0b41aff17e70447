import { texts } from '../../texts/catalogue';
import { OutLink } from '../../ui/OutLink';
import { docLinks } from './documentation';

/** Links to the documentation; they open in the system's browser. */
export function DocLinks({ card }: { readonly card: string }) {
  return (
    <p className="hs-small hs-t3">
      {texts.inspector.overview.read}{' '}
      {docLinks(card).map((link, index) => (
        <span key={link.url}>
          {index === 0 ? '' : ', '}
          <OutLink url={link.url} words={link.words} />
        </span>
      ))}
    </p>
  );
}
