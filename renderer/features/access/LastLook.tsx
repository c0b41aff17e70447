import type { EndpointRow } from '../../../shared/contract/explorer';
import { formatClock } from '../../../shared/model/format';
import { inspect, showAnswer } from '../../store/choiceStore';
import { zoneOffsetMinutes } from '../../store/clock';
import { texts } from '../../texts/catalogue';
import { Glyph, type State } from '../../ui/Glyph';

const t = texts.access;
type Last = NonNullable<EndpointRow['last']>;
const GLYPH: Readonly<Record<Last['state'], State>> = {
  ok: 'ok',
  absent: 'absent',
  denied: 'denied',
  unreachable: 'broken',
  malformed: 'broken',
};

/** What the session's own look got, with its time; the answer, where it is kept. */
export function LastLook({ row, node }: { readonly row: EndpointRow; readonly node: string }) {
  const { last, path } = row;
  if (last === undefined) return <span className="hs-t3">–</span>;
  const at = formatClock(last.atMs, zoneOffsetMinutes());
  const words = (
    <>
      <Glyph state={GLYPH[last.state]} />
      <span className="hs-ex-last-says">{last.says}</span>
    </>
  );
  const { answerId } = last;
  if (answerId === undefined)
    return (
      <span className="hs-ex-last" title={`${at}: ${last.says}`}>
        {words}
      </span>
    );
  return (
    <button
      type="button"
      className="hs-link hs-ex-last"
      title={`${at}: ${last.says}`}
      aria-label={`${t.lastAnswerOf(path)}: ${last.says}`}
      onClick={() => openAnswer(node, answerId)}
    >
      {words}
    </button>
  );
}

/** The kept answer, beside the table. */
export function openAnswer(node: string, answerId: string): void {
  inspect({ kind: 'member', card: 'kubelet', member: `kubelet/${node}` });
  showAnswer(answerId);
}
