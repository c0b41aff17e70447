import { CARDS } from '../../../shared/model/architecture';
import { useEngine } from '../../store/engineStore';
import { breakChosen } from '../../store/labLink';
import { tickCard, useLab } from '../../store/labStore';
import { texts } from '../../texts/catalogue';
import { healthsOf } from './healths';

const t = texts.lab;

/** Before anything breaks: which of the cards that are well will not stay so? */
export function Predict() {
  const predicting = useLab((lab) => lab.predicting);
  const chosen = useLab((lab) => lab.chosen);
  const ticked = useLab((lab) => lab.ticked);
  const components = useEngine((facts) => facts.view?.report.components);
  if (!predicting) return null;
  const healths = healthsOf(components);
  const cards = chosen.length === 0 ? [] : CARDS.filter(({ id, role }) => role !== 'source' && healths[id] === 'ok');
  return (
    <section className="hs-lab-predict" data-testid="lab-predict">
      <p className="hs-small">{chosen.length === 0 ? t.chooseFirst : t.whatBreaks(chosen.join(', '))}</p>
      <fieldset className="hs-lab-cards">
        <legend className="hs-hidden">{t.cards}</legend>
        {cards.map(({ id, title }) => (
          <label key={id} className="hs-lab-tick hs-small">
            <input
              type="checkbox"
              checked={ticked.includes(id)}
              onChange={(event) => tickCard(id, event.currentTarget.checked)}
              data-testid={`lab-tick-${id}`}
            />
            {title}
          </label>
        ))}
      </fieldset>
      <button
        type="button"
        className="hs-button"
        disabled={chosen.length === 0}
        onClick={() => breakChosen(healths)}
        data-testid="lab-break"
      >
        {t.break}
      </button>
    </section>
  );
}
