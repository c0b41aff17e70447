import { memo } from 'react';
import { Handle, type Node, type NodeProps, Position } from 'reactflow';
import type { MapCard, MapHop } from '../../store/mapModel';
import { Age } from '../../ui/Age';
import { cardIcon } from '../../ui/cardIcon';
import { cardText, spokenCard } from '../../ui/cardWords';
import { Glyph } from '../../ui/Glyph';
import { Icon } from '../../ui/Icon';
import { Spark } from '../../ui/Spark';
import { CardRows } from './CardRows';
import { useMapFocus } from './mapFocus';

export type CardNodeType = Node<CardData, 'card'>;
export interface CardData extends Record<string, unknown> {
  readonly card: MapCard;
  readonly hopsIn: readonly MapHop[];
  readonly hopsOut: readonly MapHop[];
  readonly selected: boolean;
}

/** Source: text only. Upper, lower: halves of the card that two pipelines share. Tall and split hold rows. */
export type Shape = 'source' | 'plain' | 'upper' | 'lower' | 'tall' | 'split';

export function shapeOf({ card }: MapCard): Shape {
  if (card.role === 'source') return 'source';
  if (card.h >= 200) return 'tall';
  if (card.h > 84) return 'split';
  if (card.h < 84) return card.pipeline === 'core' ? 'upper' : 'lower';
  return 'plain';
}

export const CardNode = memo(function CardNode({ data }: NodeProps<CardNodeType>) {
  const { card, hopsIn, hopsOut, selected } = data;
  const shape = shapeOf(card);
  const { state } = card;
  const focused = useMapFocus((focus) => focus.card === card.card.id);
  const many = (card.found?.members?.total ?? 0) > 1 && (shape === 'plain' || shape === 'tall');
  const classes = ['hs-card', `hs-card-${shape}`, `hs-pipe-${card.card.pipeline}`, `hs-state-${card.ghost ? 'ghost' : state}`];
  if (selected) classes.push('hs-selected');
  if (many) classes.push('hs-card-many');
  return (
    // biome-ignore lint/a11y/useSemanticElements: React Flow's handles are divs, which a button may not hold.
    <div
      className={classes.join(' ')}
      role="button"
      tabIndex={focused ? 0 : -1}
      data-testid={`card-${card.card.id}`}
      data-health={card.ghost ? 'ghost' : state}
      aria-label={spokenCard(card, hopsIn.length, hopsOut.length)}
      aria-pressed={selected}
    >
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <Handle type="source" position={Position.Right} isConnectable={false} />
      <CardBody card={card} shape={shape} hopsIn={hopsIn} />
    </div>
  );
});

function CardBody({ card, shape, hopsIn }: { readonly card: MapCard; readonly shape: Shape; readonly hopsIn: readonly MapHop[] }) {
  if (shape === 'source') return <SourceBody card={card} />;
  return (
    <>
      <NameLine card={card} shape={shape} />
      {shape === 'split' ? null : <HealthLine card={card} shape={shape} />}
      {shape === 'tall' || shape === 'split' ? <CardRows card={card} shape={shape} hopsIn={hopsIn} /> : null}
      {shape === 'plain' ? <NumberLine card={card} /> : null}
    </>
  );
}

/** A card with two halves has its state beside its name: there is no room for a line of its own. */
function NameLine({ card, shape }: { readonly card: MapCard; readonly shape: Shape }) {
  const longest = card.card.role === 'source' ? 10 : 16;
  const size = card.name.length > longest ? 'hs-name hs-name-long' : 'hs-name';
  return (
    <div className={size}>
      <Icon name={cardIcon(card.card.id, card.card.kind)} />
      <b title={card.name}>{card.name}</b>
      {shape === 'split' ? (
        <span className="hs-name-state">
          <Glyph state={card.state} />
          <span className={card.state === 'ok' ? '' : `hs-word hs-is-${card.state}`}>{card.state}</span>
        </span>
      ) : null}
    </div>
  );
}

/** Glyph, word, "n of m", age at the right. */
function HealthLine({ card, shape }: { readonly card: MapCard; readonly shape: Shape }) {
  const { members, number } = cardText(card);
  const { state, found } = card;
  const half = shape === 'upper' || shape === 'lower';
  const counted = shape === 'lower' && state === 'ok' && number !== undefined ? number.value : undefined;
  const extra = counted ?? members;
  return (
    <div className="hs-line">
      <Glyph state={state} />
      <span className="hs-ellipsis">
        <span className={state === 'ok' ? 'hs-word-ok' : `hs-word hs-is-${state}`}>{state}</span>
        {extra === undefined ? null : (
          <span className="hs-members">
            {state === 'ok' ? <span className="hs-dot"> · </span> : ' '}
            {extra}
          </span>
        )}
      </span>
      {found?.ageSeconds === undefined || (half && state !== 'ok') ? null : <Age seconds={found.ageSeconds} />}
    </div>
  );
}

/** The one number with its spark line, or the reason why there is none. */
function NumberLine({ card }: { readonly card: MapCard }) {
  const { number, reason } = cardText(card);
  if (reason !== undefined) {
    return (
      <div className="hs-reason" title={reason}>
        {reason}
      </div>
    );
  }
  if (number === undefined) return null;
  return (
    <div className="hs-number">
      <b>{number.value}</b>
      <span className="hs-unit hs-ellipsis">{[number.unit, number.label].filter(Boolean).join(' ')}</span>
      {card.extra?.spark === undefined ? null : <Spark values={card.extra.spark.values} width={34} height={16} />}
    </div>
  );
}

function SourceBody({ card }: { readonly card: MapCard }) {
  const { number, reason } = cardText(card);
  const text =
    number === undefined ? (card.ghost ? '' : (reason ?? '')) : [number.value, number.unit, number.label].filter(Boolean).join(' ');
  return (
    <>
      <NameLine card={card} shape="source" />
      <div className="hs-line hs-ellipsis" title={text}>
        {text}
      </div>
    </>
  );
}
