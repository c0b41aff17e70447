import { texts } from '../../texts/catalogue';
import { Glyph, type State } from '../../ui/Glyph';
import { useSince } from '../../ui/useSince';

interface StateCellProps {
  /** Card id or "from>to". */
  readonly id: string;
  readonly state: State;
  readonly trouble?: string;
}

/** Glyph, word, since when where that is news, and what is the trouble. */
export function StateCell({ id, state, trouble = '' }: StateCellProps) {
  const since = useSince(id, state === 'broken' || state === 'degraded');
  return (
    <div className="hs-list-state">
      <Glyph state={state} />
      <span>
        <span className={state === 'ok' ? undefined : `hs-word hs-is-${state}`}>{state}</span>
        {since === undefined ? null : <span className="hs-t2"> {texts.map.forTime(since)}</span>}
        {trouble === '' ? null : <span className="hs-t2"> · {trouble}</span>}
      </span>
    </div>
  );
}
