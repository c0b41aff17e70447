import { Modal, Table } from '@mantine/core';
import { showKeys, useChoices } from '../store/choiceStore';

const KEYS: readonly (readonly [string, string])[] = [
  ['← →', 'along the flow'],
  ['↑ ↓', 'within the column'],
  ['Enter', 'open the card'],
  ['E', 'its hops, one after the other'],
  ['Esc', 'back: raw answer, then inspector'],
  ['+ − 0', 'larger, smaller, fit'],
  ['Space', 'pause, go on'],
  ['F3', 'next marked line of a raw answer'],
  ['F5', 'look now'],
  ['?', 'these keys'],
];

export function KeyHelp() {
  const shown = useChoices((choices) => choices.keysShown);
  return (
    // The page never scrolls: locking it would write a style that the page's policy refuses.
    <Modal lockScroll={false} opened={shown} onClose={() => showKeys(false)} title="Keys" size="sm" transitionProps={{ duration: 0 }}>
      <Table>
        <Table.Tbody>
          {KEYS.map(([key, does]) => (
            <Table.Tr key={key}>
              <Table.Td>
                <b>{key}</b>
              </Table.Td>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
