import type { Selection } from '../../store/choiceStore';
import { showTraceOf } from '../../store/traceLink';
import { texts } from '../../texts/catalogue';
import { Icon } from '../../ui/Icon';

const t = texts.trace;

interface TraceLinkProps {
  readonly selection: Extract<Selection, { kind: 'card' | 'member' }>;
  readonly kind: string;
}

/** From an HPA to the number that it reads, from a kubelet to that of its node: at every hop. */
export function TraceLink({ selection, kind }: TraceLinkProps) {
  const wanted = wantedOf(selection, kind);
  if (wanted === undefined) return null;
  return (
    <p>
      <button type="button" className="hs-button" onClick={() => showTraceOf(wanted.words)} data-testid="trace-link">
        <Icon name="trace" size={13} />
        {wanted.says}
      </button>
    </p>
  );
}

/** "hpa/shop/web" and "kubelet/n1" are ids of members. */
function wantedOf(selection: TraceLinkProps['selection'], kind: string): { readonly words: string; readonly says: string } | undefined {
  const [, ...names] = selection.kind === 'member' ? selection.member.split('/') : [];
  const last = names[names.length - 1];
  if (kind === 'hpa') return { words: last === undefined ? 'pod/ HPA' : `pod/${names[0]}/ HPA ${last}`, says: t.fromHpa };
  if ((kind === 'kubelet' || kind === 'cadvisor') && last !== undefined) return { words: `node/${last}`, says: t.fromNode };
  return undefined;
}
