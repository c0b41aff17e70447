import { memo } from 'react';
import { EdgeLabelRenderer } from 'reactflow';
import type { HopEdgeType } from './HopEdge';
import { HopLabel } from './HopLabel';

/** The words of all hops over the cards, in one layer: a layer for each hop would be looked up again with each frame of a pan. */
export const HopLabels = memo(function HopLabels({ edges }: { readonly edges: readonly HopEdgeType[] }) {
  return <EdgeLabelRenderer>{edges.map(({ id, data }) => (data === undefined ? null : <Label key={id} data={data} />))}</EdgeLabelRenderer>;
});

const Label = memo(function Label({ data }: { readonly data: NonNullable<HopEdgeType['data']> }) {
  return <HopLabel hop={data.hop} route={data.route} selected={data.selected} faint={data.faint} />;
});
