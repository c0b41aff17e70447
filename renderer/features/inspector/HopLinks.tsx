import type { ReportEdge } from '../../../shared/report/schema';
import { titleOf } from '../../store/cardTitle';
import { inspect } from '../../store/choiceStore';
import { useEngine } from '../../store/engineStore';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';

const NONE: readonly ReportEdge[] = [];

/** The hops into and out of a card, each to be opened. */
export function HopLinks({ card }: { readonly card: string }) {
  const edges = useEngine((facts) => facts.view?.report.edges) ?? NONE;
  return (
    <>
      <Hops title={texts.inspector.overview.hopsIn} edges={edges.filter((edge) => edge.to === card)} other="from" />
      <Hops title={texts.inspector.overview.hopsOut} edges={edges.filter((edge) => edge.from === card)} other="to" />
    </>
  );
}

interface HopsProps {
  readonly title: string;
  readonly edges: readonly ReportEdge[];
  readonly other: 'from' | 'to';
}

function Hops({ title, edges, other }: HopsProps) {
  if (edges.length === 0) return null;
  return (
    <section>
      <h3 className="hs-label">{title}</h3>
      <ul className="hs-hop-links">
        {edges.map((edge) => (
          <li key={`${edge.from}>${edge.to}`}>
            <button type="button" className="hs-hop-link" onClick={() => inspect({ kind: 'hop', from: edge.from, to: edge.to })}>
              <Glyph state={edge.health} />
              <b className="hs-ellipsis">{titleOf(edge[other])}</b>
              <span className="hs-ellipsis hs-t2 hs-grow">{edge.carries}</span>
              <span className={`hs-is-${edge.health}`}>{texts.inspector.states[edge.health]}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
