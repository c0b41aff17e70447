import type { MapCard, MapHop } from '../../store/mapModel';
import { texts } from '../../texts/catalogue';
import { Age } from '../../ui/Age';
import { cardIcon } from '../../ui/cardIcon';
import { cardText, memberCount, sourceText } from '../../ui/cardWords';
import { Glyph } from '../../ui/Glyph';
import { Icon } from '../../ui/Icon';
import { Spark } from '../../ui/Spark';
import { CardRows } from './CardRows';
import { isLongName, type Shape } from './cardShape';

interface CardBodyProps {
  readonly card: MapCard;
  readonly shape: Shape;
  readonly hopsIn: readonly MapHop[];
  /** How long it is in its state, when that is worth saying. */
  readonly since: string | undefined;
}

export function CardBody({ card, shape, hopsIn, since }: CardBodyProps) {
  switch (shape) {
    case 'source':
      return <SourceBody card={card} />;
    case 'past':
      return <PastBody card={card} />;
    case 'split':
      return (
        <>
          <NameLine card={card} shape={shape} />
          <CardRows card={card} shape={shape} hopsIn={hopsIn} />
        </>
      );
    default:
      return (
        <>
          <NameLine card={card} shape={shape} />
          <HealthLine card={card} shape={shape} since={since} />
          {shape === 'tall' ? <CardRows card={card} shape={shape} hopsIn={hopsIn} /> : null}
          {shape === 'plain' ? <NumberLine card={card} /> : null}
        </>
      );
  }
}

/** A card with two halves has its state beside its name: there is no room for a line of its own. */
function NameLine({ card, shape }: { readonly card: MapCard; readonly shape: Shape }) {
  return (
    <div className={isLongName(card) ? 'hs-name hs-name-long' : 'hs-name'}>
      <Icon name={cardIcon(card.card.id, card.card.kind)} />
      <b title={card.name} dir="auto">
        {card.name}
      </b>
      {shape === 'split' ? (
        <span className="hs-name-state">
          <Glyph state={card.state} />
          <span className={card.state === 'ok' ? '' : `hs-word hs-is-${card.state}`}>{card.state}</span>
        </span>
      ) : null}
    </div>
  );
}

/** Glyph, word, "n of m" or how long it is broken, age at the right. */
function HealthLine({ card, shape, since }: { readonly card: MapCard; readonly shape: Shape; readonly since: string | undefined }) {
  const { members, number } = cardText(card);
  const { state, found } = card;
  const counted = state === 'ok' ? members : memberCount(card);
  const half = shape === 'upper' || shape === 'lower';
  const extra =
    shape === 'lower' && state === 'ok' && number !== undefined
      ? [number.value, number.unit, number.label].filter(Boolean).join(' ')
      : counted;
  const broken = state === 'broken' && since !== undefined;
  return (
    <div className="hs-line">
      <Glyph state={state} />
      <span className="hs-ellipsis">
        <span className={state === 'ok' ? 'hs-word-ok' : `hs-word hs-is-${state}`}>{state}</span>
        {broken ? <span className="hs-for"> {texts.map.forTime(since)}</span> : null}
        {extra === undefined ? null : (
          <span className={broken ? 'hs-members hs-members-later' : 'hs-members'}>
            {state === 'ok' ? <span className="hs-dot"> · </span> : ' '}
            {extra}
          </span>
        )}
      </span>
      {found?.ageSeconds === undefined || broken || (half && state !== 'ok') ? null : <Age seconds={found.ageSeconds} />}
    </div>
  );
}

/** A digit of the number is as wide as this many letters of its unit, of which so many leave room for the line. */
const DIGIT = 1.5;
const WITH_SPARK = 18;

/** The one number with its spark line, or the reason why there is none. */
function NumberLine({ card }: { readonly card: MapCard }) {
  const { number, reason } = cardText(card);
  if (reason !== undefined) {
    return (
      <div className="hs-reason" title={reason} dir="auto">
        {reason}
      </div>
    );
  }
  if (number === undefined) return null;
  const unit = [number.unit, number.label].filter(Boolean).join(' ');
  const roomy = number.value.length * DIGIT + unit.length <= WITH_SPARK;
  return (
    <div className="hs-number">
      <b>{number.value}</b>
      <span className="hs-unit hs-ellipsis">{unit}</span>
      {card.extra?.spark === undefined || !roomy ? null : <Spark values={card.extra.spark.values} width={34} height={16} />}
    </div>
  );
}

function SourceBody({ card }: { readonly card: MapCard }) {
  const text = sourceText(card);
  // "29 ms" of "29 ms to answer": what stays where the card is small.
  const brief = /^\d\S* \S+/.exec(text)?.[0] ?? text;
  return (
    <>
      <NameLine card={card} shape="source" />
      <div className="hs-line hs-ellipsis" title={text} dir="auto">
        {brief}
        <span className="hs-rest">{text.slice(brief.length)}</span>
      </div>
    </>
  );
}

function PastBody({ card }: { readonly card: MapCard }) {
  return (
    <>
      <NameLine card={card} shape="past" />
      <div className="hs-line">
        <Glyph state="history" />
        <span className="hs-ellipsis">{cardText(card).reason}</span>
      </div>
    </>
  );
}
