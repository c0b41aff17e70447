/** The length-delimited fields of a protobuf message by number; undefined for bytes that are no message. */
export type Message = ReadonlyMap<number, readonly Uint8Array[]>;

/** Reads one message (protobuf.dev/programming-guides/encoding). Numbers and fixed fields are passed over: access reviews have none that count. */
export function readMessage(bytes: Uint8Array): Message | undefined {
  const fields = new Map<number, Uint8Array[]>();
  let position = 0;
  while (position < bytes.length) {
    const tag = readVarint(bytes, position);
    if (!tag) return undefined;
    const size = fieldSize(bytes, tag.end, tag.value & 7);
    if (!size || size.end > bytes.length) return undefined;
    if ((tag.value & 7) === 2) {
      const number = tag.value >>> 3;
      fields.set(number, [...(fields.get(number) ?? []), bytes.subarray(size.start, size.end)]);
    }
    position = size.end;
  }
  return fields;
}

/** Where the content of a field of that wire type begins and ends. */
function fieldSize(bytes: Uint8Array, start: number, wireType: number): { readonly start: number; readonly end: number } | undefined {
  const varint = readVarint(bytes, start);
  switch (wireType) {
    case 0:
      return varint && { start, end: varint.end };
    case 1:
      return { start, end: start + 8 };
    case 2:
      return varint && { start: varint.end, end: varint.end + varint.value };
    case 5:
      return { start, end: start + 4 };
    default:
      return undefined;
  }
}

function readVarint(bytes: Uint8Array, start: number): { readonly value: number; readonly end: number } | undefined {
  let value = 0;
  for (let i = 0; i < 10; i++) {
    const byte = bytes[start + i];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { value, end: start + i + 1 };
  }
  return undefined;
}

export function messageAt(message: Message | undefined, number: number): Message | undefined {
  const bytes = message?.get(number)?.at(-1);
  return bytes && readMessage(bytes);
}

export function stringsAt(message: Message | undefined, number: number): readonly string[] {
  return (message?.get(number) ?? []).map((bytes) => Buffer.from(bytes).toString());
}
