import type { SheetCell, SheetColumn, SheetProof, SheetRow } from '../../../shared/contract/doctors';
import { inspect, showAnswer } from '../../store/choiceStore';
import { texts } from '../../texts/catalogue';
import { Glyph } from '../../ui/Glyph';

const t = texts.doctors;

interface RowLineProps {
  readonly row: SheetRow;
  readonly columns: readonly SheetColumn[];
  readonly index: number;
  readonly hasProof: boolean;
}

export function RowLine({ row, columns, index, hasProof }: RowLineProps) {
  const [first, second] = row.cells;
  return (
    <tr aria-rowindex={index + 2} data-row={row.id}>
      {columns.map(({ id, look }, at) => {
        const cell = row.cells[at];
        return (
          <td key={id} className={`hs-cell-${look}`} title={look === 'path' ? cell?.text : undefined}>
            {cell === undefined ? null : <CellWords cell={cell} look={look} />}
          </td>
        );
      })}
      {hasProof ? (
        <td>{row.proof === undefined ? null : <ProofButton proof={row.proof} name={`${first?.text ?? ''} ${second?.text ?? ''}`} />}</td>
      ) : null}
    </tr>
  );
}

function CellWords({ cell, look }: { readonly cell: SheetCell; readonly look: SheetColumn['look'] }) {
  const { text, state, inferred } = cell;
  const words = (look === 'code' || look === 'path') && text !== '' ? <code>{look === 'path' ? <bdi>{text}</bdi> : text}</code> : text;
  if (state !== undefined)
    return (
      <span className="hs-cell-state">
        <Glyph state={state} />
        <span className={state === 'ok' ? undefined : `hs-is-${state}`}>{words}</span>
      </span>
    );
  if (inferred === undefined) return words;
  return (
    <>
      <i>{words}</i> <span className="hs-micro hs-cell-inferred">{t.inferred}</span>
    </>
  );
}

function ProofButton({ proof, name }: { readonly proof: SheetProof; readonly name: string }) {
  const open = () => {
    if (proof.owner !== undefined) inspect({ kind: 'member', ...proof.owner });
    showAnswer(proof.answerId, proof.line);
  };
  return (
    <button type="button" className="hs-link hs-proof-button" onClick={open} aria-label={t.openProof(name)}>
      {t.proof}
    </button>
  );
}
