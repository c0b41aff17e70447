import { answeredFormat } from '../../../shared/exposition/contentType';
import { printFamilies } from '../../../shared/exposition/printFamilies';
import { decodeProtobuf } from '../../../shared/exposition/protobuf';
import type { PortAnswer } from '../cluster/port';

/** An answer as it is read, shown and quoted: `printedFrom` where its body is a text that was made of what came. */
export interface PrintedAnswer extends PortAnswer {
  readonly printedFrom?: 'protobuf';
}

const encoder = new TextEncoder();

/**
 * Protobuf as the text of its families: lines that a proof can quote and everybody can read. Others, and bytes that
 * are no protobuf whatever they say, as they came.
 */
export function asPrinted(answer: PortAnswer): PrintedAnswer {
  if (answer.status !== 200 || answeredFormat(answer.headers['content-type']) !== 'protobuf') return answer;
  const decoded = decodeProtobuf(answer.body);
  return decoded.ok ? { ...answer, body: encoder.encode(printFamilies(decoded.value)), printedFrom: 'protobuf' } : answer;
}
