import type { CardExtra } from '../../../shared/contract/engine';
import { titleOf } from '../../store/cardTitle';
import type { MapCard, MapHop } from '../../store/mapModel';
import { texts } from '../../texts/catalogue';
import { Age } from '../../ui/Age';
import { cardText } from '../../ui/cardWords';
import { Glyph } from '../../ui/Glyph';
import { Spark } from '../../ui/Spark';

interface CardRowsProps {
  readonly card: MapCard;
  readonly shape: 'tall' | 'split';
  readonly hopsIn: readonly MapHop[];
}

/** The rows of a card with room: what the engine gave for it, else each hop in with its state. */
export function CardRows({ card, shape, hopsIn }: CardRowsProps) {
  if (card.ghost || card.state === 'absent') return <AbsentReason card={card} />;
  return shape === 'tall' ? <TallRows card={card} hopsIn={hopsIn} /> : <SplitRows card={card} hopsIn={hopsIn} />;
}

function AbsentReason({ card }: { readonly card: MapCard }) {
  return (
    <div className="hs-reason hs-reason-tall" dir="auto">
      {cardText(card).reason}
    </div>
  );
}

function TallRows({ card, hopsIn }: { readonly card: MapCard; readonly hopsIn: readonly MapHop[] }) {
  const { number, reason } = cardText(card);
  const rows = card.extra?.rows ?? [];
  const spark = card.extra?.spark;
  return (
    <>
      {reason === undefined ? null : <div className="hs-reason hs-reason-tall">{reason}</div>}
      <div className="hs-facts">
        {rows.map((row) => (
          <div key={row.label}>
            <span title={row.label}>{row.label}</span>
            <b>{row.value}</b>
          </div>
        ))}
        {rows.length > 0 ? null : hopsIn.map((hop) => <HopRow key={hop.id} hop={hop} name={titleOf(hop.from)} />)}
      </div>
      {spark === undefined ? (
        <TallNumber number={number} />
      ) : (
        <div className="hs-tall-spark">
          <span className="hs-unit">{texts.map.sparkSpan(spark.label)}</span>
          <Spark values={spark.values} width={144} height={48} />
        </div>
      )}
    </>
  );
}

function TallNumber({ number }: { readonly number: ReturnType<typeof cardText>['number'] }) {
  if (number === undefined) return null;
  return (
    <div className="hs-number hs-number-tall">
      <b>{number.value}</b>
      <span className="hs-unit">{[number.unit, number.label].filter(Boolean).join(' ')}</span>
    </div>
  );
}

/** Half of the card for each pipeline: core above the lane line, monitoring below; the last line is of the whole card. Current of target where the engine knows it, else the state of the hop. */
function SplitRows({ card, hopsIn }: { readonly card: MapCard; readonly hopsIn: readonly MapHop[] }) {
  const rows = (pipeline: MapHop['pipeline']) => {
    const metrics = (card.extra?.rows ?? []).filter((row) => row.pipeline === pipeline);
    if (metrics.length > 0) return metrics.map((row) => <MetricRow key={row.label} row={row} />);
    const hops = hopsIn.filter((hop) => hop.pipeline === pipeline).slice(0, 2);
    return hops.map((hop) => <HopRow key={hop.id} hop={hop} name={hop.carries} />);
  };
  const { members, reason } = cardText(card);
  const age = card.found?.ageSeconds;
  return (
    <>
      <div className="hs-split">{rows('core')}</div>
      <div className="hs-split hs-split-monitoring">
        {rows('monitoring')}
        <div className="hs-line hs-split-last" title={reason}>
          <span className="hs-ellipsis">{reason ?? members}</span>
          {age === undefined || reason !== undefined ? null : <Age seconds={age} />}
        </div>
      </div>
    </>
  );
}

function MetricRow({ row }: { readonly row: CardExtra['rows'][number] }) {
  return (
    <div className="hs-hop-row">
      <span className="hs-ellipsis" title={row.label} dir="auto">
        {row.label}
      </span>
      <b className={row.health === undefined ? 'hs-nowrap' : `hs-nowrap hs-is-${row.health}`}>{row.value}</b>
    </div>
  );
}

function HopRow({ hop, name }: { readonly hop: MapHop; readonly name: string }) {
  const health = hop.found?.health ?? 'unknown';
  const age = hop.found?.ageSeconds;
  return (
    <div className="hs-hop-row">
      <span className="hs-ellipsis" title={name}>
        {name}
      </span>
      <b className={health === 'ok' ? '' : `hs-is-${health}`}>{health === 'ok' && age !== undefined ? <Age seconds={age} /> : health}</b>
      {health === 'ok' ? null : <Glyph state={health} size={10} />}
    </div>
  );
}
