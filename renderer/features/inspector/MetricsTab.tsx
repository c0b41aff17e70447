import { TextInput } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import type { Details } from '../../../shared/contract/engine';
import { formatCount } from '../../../shared/model/format';

type Family = Details['families'][number];
const ROW = 28;

/** The families of the component's expositions: name, type, series; one opens to its help. */
export function MetricsTab({ details }: { readonly details: Details | undefined }) {
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<string>();
  const families = useMemo(() => findFamilies(details?.families ?? [], search), [details?.families, search]);
  const list = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({ count: families.length, getScrollElement: () => list.current, estimateSize: () => ROW, overscan: 10 });
  if (details === undefined) return <p className="hs-tab-body hs-small hs-t3">Asking the engine for the families.</p>;
  if (details.families.length === 0) return <p className="hs-tab-body hs-t2">It exposes no metric families that were read.</p>;
  const opened = families.find((family) => family.name === open);
  return (
    <div className="hs-tab-fill" data-testid="metrics">
      <div className="hs-tab-tools">
        <TextInput
          size="xs"
          className="hs-grow"
          placeholder="Name, type or help"
          aria-label="Find a family"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <span className="hs-small hs-t3 hs-nowrap">
          {formatCount(families.length)} of {formatCount(details.families.length)}
        </span>
      </div>
      <div className="hs-family hs-family-head">
        <span>Family</span>
        <span>Type</span>
        <span className="hs-num">Series</span>
      </div>
      <div ref={list} className="hs-scroll">
        <div className="hs-virtual" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((row) => {
            const family = families[row.index];
            if (family === undefined) return null;
            return <FamilyLine key={family.name} family={family} top={row.start} open={family === opened} onOpen={setOpen} />;
          })}
        </div>
      </div>
      {opened === undefined ? null : <FamilyHelp family={opened} />}
    </div>
  );
}

interface FamilyLineProps {
  readonly family: Family;
  readonly top: number;
  readonly open: boolean;
  readonly onOpen: (name: string | undefined) => void;
}

function FamilyLine({ family, top, open, onOpen }: FamilyLineProps) {
  return (
    <button
      type="button"
      className={open ? 'hs-family hs-family-open' : 'hs-family'}
      style={{ transform: `translateY(${top}px)`, height: ROW }}
      onClick={() => onOpen(open ? undefined : family.name)}
      aria-expanded={open}
      title={family.name}
    >
      <span className="hs-ellipsis">{family.name}</span>
      <span className="hs-t2 hs-ellipsis">{family.type ?? 'untyped'}</span>
      <span className="hs-num">{formatCount(family.series)}</span>
    </button>
  );
}

function FamilyHelp({ family }: { readonly family: Family }) {
  const facts = [family.type ?? 'untyped', family.unit, family.stability, `${formatCount(family.series)} series`]
    .filter(Boolean)
    .join(', ');
  return (
    <div className="hs-family-help">
      <b className="hs-small">{family.name}</b>
      <p className="hs-small hs-t2">
        {facts}. {family.help ?? 'No help text.'}
      </p>
    </div>
  );
}

/** Those that hold every word in name, type or help. */
export function findFamilies(families: readonly Family[], search: string): readonly Family[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return families.filter((family) => {
    const text = `${family.name} ${family.type ?? ''} ${family.help ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
