import type { Selection } from '../../store/choiceStore';
import { showFindings } from '../../store/findingStore';
import { useDiagnosed } from '../../store/useDiagnosed';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';

const words = texts.inspector;
const SHOWN = 5;

/** What diagnosis found of the card, member or hop: each leads to its root. Nothing is drawn where there is none. */
export function FindingLinks({ selection }: { readonly selection: Selection }) {
  const { causes, places } = useDiagnosed();
  const found = causes.flatMap((cause) =>
    [...cause.findings, ...cause.effects.map(({ finding }) => finding)].map((finding) => ({ finding, cause: cause.key })),
  );
  const here = found.filter(({ finding }, at) => {
    const isFirst = found.findIndex((other) => other.finding.id === finding.id) === at;
    return isFirst && stands(places.get(finding.id), selection);
  });
  if (here.length === 0) return null;
  return (
    <section data-testid="finding-links">
      <h3 className="hs-label">{words.findings}</h3>
      <ul className="hs-finding-links">
        {here.slice(0, SHOWN).map(({ finding, cause }) => (
          <li key={finding.id} className="hs-row hs-small">
            <Glyph state={finding.severity === 'error' ? 'broken' : 'degraded'} />
            <button type="button" className="hs-link" onClick={() => showFindings(cause)} aria-label={words.findingOf(finding.title)}>
              {finding.title}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Place = ReturnType<ReturnType<typeof useDiagnosed>['places']['get']>;

function stands(place: Place, selection: Selection): boolean {
  switch (selection.kind) {
    case 'hop':
      return place?.hop?.from === selection.from && place.hop.to === selection.to;
    case 'card':
      return place?.card === selection.card;
    case 'member':
      return place?.member === selection.member;
    default:
      return false;
  }
}
