import { titleOf } from '../../store/cardTitle';
import { useEngine } from '../../store/engineStore';
import { useLab } from '../../store/labStore';
import { texts } from '../../texts/catalogue';
import { compare } from './expected';
import { healthsOf } from './healths';

const t = texts.lab;

/** What was predicted beside what the map shows, as it comes. */
export function Predicted() {
  const prediction = useLab((lab) => lab.prediction);
  const components = useEngine((facts) => facts.view?.report.components);
  if (prediction === undefined) return null;
  const { right, wrong, missed } = compare(prediction, healthsOf(components));
  const titles = (ids: readonly string[]): string => ids.map((id) => titleOf(id)).join(', ');
  return (
    <section className="hs-lab-predict" data-testid="lab-predicted">
      <p>
        <b>{t.right(right.length, prediction.cards.length)}</b>
      </p>
      <dl className="hs-lab-compared hs-small">
        <Row name={t.brokeAsSaid} cards={titles(right)} testId="lab-right" />
        <Row name={t.stayedWell} cards={titles(wrong)} testId="lab-wrong" />
        <Row name={t.brokeUnsaid} cards={titles(missed)} testId="lab-missed" />
      </dl>
      <p className="hs-micro hs-t2">{t.asItComes}</p>
    </section>
  );
}

function Row({ name, cards, testId }: { readonly name: string; readonly cards: string; readonly testId: string }) {
  return cards === '' ? null : (
    <>
      <dt className="hs-t2">{name}</dt>
      <dd data-testid={testId}>{cards}</dd>
    </>
  );
}
