import { memo } from 'react';
import { Handle, type Node, type NodeProps, Position } from 'reactflow';
import type { MapCard, MapHop } from '../../store/mapModel';
import { isOpened, toggleOpened, useMapMemory } from '../../store/mapStore';
import { texts } from '../../texts/catalogue';
import { spokenCard } from '../../ui/cardWords';
import { Icon } from '../../ui/Icon';
import { useSince } from '../../ui/useSince';
import { CardBody } from './CardBody';
import { shapeOf } from './cardShape';
import { useMapFocus } from './mapFocus';

export type CardNodeType = Node<CardData, 'card'>;
export interface CardData extends Record<string, unknown> {
  readonly card: MapCard;
  readonly hopsIn: readonly MapHop[];
  readonly hopsOut: readonly MapHop[];
  readonly selected: boolean;
  /** Another card of the same process is selected. */
  readonly lit: boolean;
  /** Filtered out, or beside the path in focus. */
  readonly faint: boolean;
}

export const CardNode = memo(function CardNode({ data }: NodeProps<CardNodeType>) {
  const { card, hopsIn, hopsOut, selected, lit, faint } = data;
  const { state } = card;
  const { id } = card.card;
  const shape = shapeOf(card);
  const focused = useMapFocus((focus) => focus.card === id);
  const since = useSince(id, state === 'broken');
  const many = (card.found?.members?.total ?? 0) > 1 && shape !== 'source';
  const classes = ['hs-card', `hs-card-${shape}`, `hs-pipe-${card.card.pipeline}`, `hs-state-${card.ghost ? 'ghost' : state}`];
  if (selected) classes.push('hs-selected');
  if (lit) classes.push('hs-lit');
  if (faint) classes.push('hs-faint');
  if (many) classes.push('hs-card-many');
  if (card.cause === 'root') classes.push('hs-card-root');
  const spoken = spokenCard(card, hopsIn.length, hopsOut.length, since);
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: React Flow's handles are divs, which a button may not hold. */}
      <div
        className={classes.join(' ')}
        role="button"
        tabIndex={focused ? 0 : -1}
        data-testid={`card-${id}`}
        data-health={card.ghost ? 'ghost' : state}
        data-faint={faint}
        data-cause={card.cause}
        aria-label={lit ? `${spoken}, ${texts.map.sameServer}` : spoken}
        aria-pressed={selected}
        onFocus={() => useMapFocus.setState({ card: id })}
        title={lit ? texts.map.sameServer : undefined}
      >
        <Handle type="target" position={Position.Left} isConnectable={false} />
        <Handle type="source" position={Position.Right} isConnectable={false} />
        <CardBody card={card} shape={shape} hopsIn={hopsIn} since={since} />
      </div>
      {many ? <MembersButton id={id} name={card.name} faint={faint} /> : null}
    </>
  );
});

/** Beside the card, not in it: a button may hold no button. By keyboard: M on the card. */
function MembersButton({ id, name, faint }: { readonly id: string; readonly name: string; readonly faint: boolean }) {
  const open = useMapMemory((memory) => isOpened(id, memory));
  return (
    <button
      type="button"
      tabIndex={-1}
      className={faint ? 'hs-many hs-faint nodrag nopan' : 'hs-many nodrag nopan'}
      aria-label={texts.map.openMembers(name)}
      aria-expanded={open}
      aria-keyshortcuts="M"
      title={texts.map.openMembers(name)}
      data-testid={`members-of-${id}`}
      onClick={(event) => {
        event.stopPropagation();
        toggleOpened(id);
      }}
    >
      <Icon name={open ? 'minus' : 'plus'} size={12} />
    </button>
  );
}
