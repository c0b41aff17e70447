import { useState } from 'react';
import type { FindingPlace } from '../../../shared/contract/findings';
import { useEngine } from '../../store/engineStore';
import { pointAt } from '../../store/findingStore';
import { type Effect, selectionOf } from '../../store/findings';
import { texts } from '../../texts/catalogue';
import { SeverityGlyph } from '../../ui/SeverityGlyph';

const t = texts.findings;
const SHOWN = 12;
const DEEPEST = 4;

interface EffectsProps {
  readonly effects: readonly Effect[];
  readonly places: ReadonlyMap<string, FindingPlace>;
}

/** What only follows: outlined, each selects its place on the map. */
export function Effects({ effects, places }: EffectsProps) {
  const [all, setAll] = useState(false);
  if (effects.length === 0) return null;
  const shown = all ? effects : effects.slice(0, SHOWN);
  return (
    <section>
      <h4 className="hs-label">{t.follows}</h4>
      <ul className="hs-effects" data-testid="effects">
        {shown.map((effect) => (
          <EffectLine key={effect.finding.id} effect={effect} place={places.get(effect.finding.id)} />
        ))}
      </ul>
      {shown.length === effects.length ? null : (
        <button type="button" className="hs-link hs-small hs-effects-more" onClick={() => setAll(true)}>
          {t.moreEffects(effects.length - shown.length)}
        </button>
      )}
    </section>
  );
}

function EffectLine({ effect: { finding, depth }, place }: { readonly effect: Effect; readonly place: FindingPlace | undefined }) {
  const edges = useEngine((facts) => facts.view?.report.edges);
  const at = selectionOf(place, edges ?? []);
  const line = (
    <>
      <span className="hs-outlined">
        <SeverityGlyph severity={finding.severity} size={12} />
      </span>
      <span className="hs-hidden">{t.severity[finding.severity]}: </span>
      <span>{finding.title}</span>
    </>
  );
  return (
    <li style={{ paddingLeft: 12 * (Math.min(depth, DEEPEST) - 1) }} data-rule={finding.rule}>
      {at === undefined ? (
        <span className="hs-effect">{line}</span>
      ) : (
        <button type="button" className="hs-effect" onClick={() => pointAt(at)} title={`${t.pointAt(finding.title)}\n${finding.because}`}>
          {line}
        </button>
      )}
    </li>
  );
}
