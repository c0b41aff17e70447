import { useCallback, useState } from 'react';
import type { Node, OnNodeDrag } from 'reactflow';
import { CARDS } from '../../../shared/model/architecture';
import { type CardPosition, type MapMemory, moveCards, useMapMemory } from '../../store/mapStore';
import type { CardNodeType } from './CardNode';
import { otherHalf } from './sameServer';

type Positions = MapMemory['positions'];
const NOWHERE: Positions = {};

/** Cards on their way while the mouse holds one; where they are let go is remembered, and Ctrl-Z takes it back. */
export function useMoves(): {
  readonly dragged: Positions;
  readonly onNodeDrag: OnNodeDrag<CardNodeType>;
  readonly onNodeDragStop: OnNodeDrag<CardNodeType>;
} {
  const [dragged, setDragged] = useState<Positions>(NOWHERE);
  const onNodeDrag = useCallback<OnNodeDrag<CardNodeType>>((_event, node) => setDragged(placed(node)), []);
  const onNodeDragStop = useCallback<OnNodeDrag<CardNodeType>>((_event, node) => {
    setDragged(NOWHERE);
    const moved = placed(node);
    if (isElsewhere(moved)) moveCards(moved);
  }, []);
  return { dragged, onNodeDrag, onNodeDragStop };
}

function placed({ id, position }: Pick<Node, 'id' | 'position'>): Positions {
  return withHalf(id, { x: Math.round(position.x), y: Math.round(position.y) });
}

/** kubelet and cAdvisor are halves of one card. */
export function withHalf(id: string, at: CardPosition): Positions {
  const half = otherHalf(id);
  if (half === undefined) return { [id]: at };
  const [own, other] = [CARDS.find((card) => card.id === id), CARDS.find((card) => card.id === half)];
  return { [id]: at, [half]: { x: at.x, y: at.y + (other?.y ?? 0) - (own?.y ?? 0) } };
}

function isElsewhere(moved: Positions): boolean {
  const { positions } = useMapMemory.getState();
  return Object.entries(moved).some(([id, at]) => {
    const now = positions[id] ?? CARDS.find((card) => card.id === id);
    return now === undefined || now.x !== at.x || now.y !== at.y;
  });
}
