import { Fragment, useEffect, useState } from 'react';
import type { AccessCell, AccessColumn } from '../../../shared/contract/engine';
import type { TermId } from '../../../shared/knowledge/glossary';
import { keepTelling, tellEngine } from '../../bridge/enginePort';
import { type AccessText, useEngine } from '../../store/engineStore';
import { texts } from '../../texts/catalogue';
import { Glyph, type State } from '../../ui/Glyph';
import { TermText } from '../../ui/TermText';
import { termsAbove } from '../../ui/writtenTerms';
import { type AccessLine, accessLines } from './accessLines';
import { claimText, copyClaim } from './claim';
import { RoleBox } from './RoleBox';

const words = texts.inspector.access;
/** Answers of reviews get old: asked again while the tab is open. */
const AGAIN_MS = 60_000;

/** Who may do what this component's look and its readers need: verb, resource, you, and each reader's service account. */
export function AccessTab({ id }: { readonly id: string }) {
  const answer = useEngine((facts) => facts.access);
  useEffect(() => {
    const stop = keepTelling({ type: 'read-access', id });
    const timer = setInterval(() => tellEngine({ type: 'read-access', id }), AGAIN_MS);
    return () => {
      stop();
      clearInterval(timer);
    };
  }, [id]);
  const here = answer?.id === id ? answer : undefined;
  return (
    <div className="hs-tab-body" data-testid="access">
      {here === undefined ? (
        <p className="hs-small hs-t3">{words.asking}</p>
      ) : here.rows.length === 0 ? (
        <p className="hs-t2">{words.none}</p>
      ) : (
        <Table access={here} />
      )}
    </div>
  );
}

function Table({ access }: { readonly access: AccessText }) {
  const { columns, rows, yaml, roles = [] } = access;
  const [said, say] = useState('');
  const lines = accessLines(rows);
  const above = termsAbove(lines.map(({ need }) => need));
  return (
    <>
      <p className="hs-small hs-t2">
        <TermText text={words.about} />
      </p>
      <div className="hs-access-scroll">
        <table className="hs-table hs-access">
          <thead>
            <tr>
              <th scope="col">{words.verbAndResource}</th>
              {columns.map((column) => (
                <Head key={column.id} column={column} />
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((row, at) => (
              <Row
                key={`${row.verbs.join(' ')} ${row.resource} ${row.namespace ?? ''}`}
                row={row}
                columns={columns}
                onSay={say}
                marked={above[at] ?? []}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p className="hs-small hs-t2 hs-breakable" aria-live="polite" data-testid="access-because">
        {said}
      </p>
      {yaml === undefined ? null : (
        <section className="hs-box">
          <p className="hs-small">
            <TermText text={words.lacking} />
          </p>
          <RoleBox yaml={yaml} />
        </section>
      )}
      {roles.map((role) => (
        <section key={role.id} className="hs-box" data-testid={`role-of-${role.id}`}>
          <p className="hs-small">{words.accountLacks(role.title, role.account)}</p>
          <RoleBox yaml={role.yaml} label={words.copyRoleOf(role.account)} />
        </section>
      ))}
    </>
  );
}

function Head({ column }: { readonly column: AccessColumn }) {
  const { id, title, account } = column;
  const under = id === 'you' ? undefined : account === undefined ? words.unknownAccount : account;
  return (
    <th scope="col">
      {title}
      {under === undefined ? null : (
        <span className="hs-access-account hs-micro">
          <Breakable text={under} />
        </span>
      )}
    </th>
  );
}

/** Breaks after a slash or a point, not in the middle of a word: the panel is narrow. */
function Breakable({ text }: { readonly text: string }) {
  const parts = text.split(/(?<=[/.])/);
  return parts.map((part, index) => (
    <Fragment key={parts.slice(0, index + 1).join('')}>
      {index > 0 ? <wbr /> : null}
      {part}
    </Fragment>
  ));
}

interface RowProps {
  readonly row: AccessLine;
  readonly columns: readonly AccessColumn[];
  readonly onSay: (says: string) => void;
  /** Terms that rows above have. */
  readonly marked: readonly TermId[];
}

function Row({ row, columns, onSay, marked }: RowProps) {
  const { verbs, resource, namespace, need, cells } = row;
  const verb = verbs.join(', ');
  const where = namespace === undefined ? undefined : words.inNamespace(namespace);
  return (
    <tr>
      <th scope="row">
        <span className="hs-access-verb">{verb}</span>{' '}
        <code>
          <Breakable text={resource} />
        </code>
        <span className="hs-access-need hs-micro">
          <TermText text={[where, need].filter(Boolean).join(', ')} leaveOut={marked} />
        </span>
      </th>
      {cells.map((cell, index) => {
        const column = columns[index];
        return column === undefined ? null : (
          <Cell
            key={column.id}
            cell={cell}
            claim={`${column.account ?? column.title}: ${[verb, resource, where].filter(Boolean).join(' ')}`}
            onSay={onSay}
          />
        );
      })}
    </tr>
  );
}

const STATE: Readonly<Record<AccessCell['state'], State | undefined>> = {
  yes: 'ok',
  no: 'denied',
  unknown: 'unknown',
  'not-needed': undefined,
};

interface CellProps {
  readonly cell: AccessCell;
  readonly claim: string;
  readonly onSay: (says: string) => void;
}

/** Pressed, it says why: which review or Role. */
function Cell({ cell, claim, onSay }: CellProps) {
  const glyph = STATE[cell.state];
  const word = words.states[cell.state];
  if (glyph === undefined)
    return (
      <td className="hs-t3" title={word}>
        <span aria-hidden="true">–</span>
        <span className="hs-hidden">{word}</span>
      </td>
    );
  const says = `${claim}: ${word} (${cell.because})`;
  return (
    <td data-state={cell.state}>
      <button
        type="button"
        className="hs-access-cell"
        title={`${cell.because}\n${texts.inspector.claimHint}`}
        onClick={() => onSay(says)}
        onKeyDown={(event) => copyClaim(event, claimText(says, undefined))}
      >
        <Glyph state={glyph} />
        <span className={`hs-is-${glyph}`}>{word}</span>
        <span className="hs-hidden">{cell.because}</span>
      </button>
    </td>
  );
}
