import { copiesOf, useCluster } from '../store/copies';
import { useSaving } from '../store/saving';
import { texts } from '../texts/catalogue';
import { Icon } from './Icon';
import { useSavable } from './savable';

const t = texts.exports;

interface RequestTextProps {
  readonly request: string;
  /** In its place where the whole would be too long. */
  readonly shown?: string;
  readonly className?: string;
}

/** A request as it was sent, with the menu that copies it as curl, as kubectl and as PromQL. */
export function RequestText({ request, shown = request, className = 'hs-ellipsis' }: RequestTextProps) {
  const copies = copiesOf(request, useCluster());
  const savable = useSavable(() => ({ name: shown, copies }));
  if (copies.length === 0)
    return (
      <code className={className} title={request}>
        {shown}
      </code>
    );
  return (
    <span ref={savable} className="hs-request">
      <code className={className} title={request}>
        {shown}
      </code>
      <button
        type="button"
        className="hs-button hs-button-bare hs-request-copy"
        aria-haspopup="menu"
        aria-label={t.copyRequest(shown)}
        title={t.copyRequestAs(copies.map(({ form }) => t.forms[form]))}
        onClick={({ currentTarget }) => {
          const { left, bottom } = currentTarget.getBoundingClientRect();
          useSaving.setState({ menu: { savable: { name: shown, copies }, x: left, y: bottom } });
        }}
        data-testid="copy-request"
      >
        <Icon name="copy" size={12} />
      </button>
    </span>
  );
}
