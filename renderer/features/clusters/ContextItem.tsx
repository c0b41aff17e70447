import type { ContextRow } from '../../../shared/contract/clusters';
import { useClock, zoneOffsetMinutes } from '../../store/clock';
import { openCluster } from '../../store/shellStore';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';
import { Icon } from '../../ui/Icon';
import { sizeWords, verdictWords, whenWords } from './rememberedWords';

/** `now`: whether it is the one that is open, or the one that could not be opened. */
interface ContextItemProps {
  readonly row: ContextRow;
  readonly now: 'open' | 'failed' | 'other';
}

/** One context: who, where, what is remembered of it. The whole row opens it. */
export function ContextItem({ row, now }: ContextItemProps) {
  const { name, user, runs, namespace, server, remembered, problem } = row;
  const where = [row.shownFile, hostOf(server), namespace === undefined ? undefined : texts.clusters.namespace(namespace)];
  const program = runs === undefined ? '' : ` (${texts.clusters.runs(runs)})`;
  return (
    <li>
      <button
        type="button"
        className="hs-context"
        onClick={() => openCluster(row.id)}
        title={[name, row.file, server].filter(Boolean).join('\n')}
        aria-current={now === 'open' ? 'true' : undefined}
        data-testid="context"
        data-context={name}
        data-now={now}
      >
        <Icon name="kubelet" size={18} />
        <span className="hs-context-who">
          <span className="hs-context-name">
            <b dir="auto">{name}</b>
            {user === undefined ? null : <span className="hs-t2"> {`${texts.clusters.as(user)}${program}`}</span>}
            {row.current ? <span className="hs-context-mark">{texts.clusters.current}</span> : null}
          </span>
          <span className="hs-small hs-t3 hs-context-where">{where.filter(Boolean).join(' · ')}</span>
          {problem === undefined ? null : <span className="hs-small hs-is-broken hs-context-problem">{problem}</span>}
        </span>
        <Remembered row={row} />
        <NowOrThen now={now} remembered={remembered} />
      </button>
    </li>
  );
}

function Remembered({ row: { remembered } }: { readonly row: ContextRow }) {
  const nowMs = useClock((clock) => clock.nowMs);
  if (remembered === undefined) return <span />;
  return (
    <span className="hs-small hs-t2 hs-context-then">
      {whenWords(remembered.openedAtMs, nowMs, zoneOffsetMinutes())}
      <span className="hs-t3">{sizeWords(remembered)}</span>
    </span>
  );
}

function NowOrThen({ now, remembered }: { readonly now: ContextItemProps['now']; readonly remembered: ContextRow['remembered'] }) {
  if (now !== 'other') {
    return (
      <span className="hs-small hs-context-verdict">
        <span className="hs-context-mark" data-testid="open-now">
          {now === 'open' ? texts.clusters.openNow : texts.clusters.failedNow}
        </span>
      </span>
    );
  }
  const { state, word } = verdictWords(remembered);
  return (
    <span className="hs-small hs-t2 hs-context-verdict" title={remembered?.says}>
      <Glyph state={state} size={13} />
      <span>{word}</span>
    </span>
  );
}

/** The server without scheme: what tells two of the same name apart. */
function hostOf(server: string | undefined): string | undefined {
  return server?.replace(/^https?:\/\//, '');
}
