import { expect, it } from 'vitest';
import { shardOfUid } from './sharding';

it.each([
  ['b26ff3fc-2e2c-4b39-bf95-4f9f3b7a3c1e', [0, 0, 0, 3, 9]],
  ['278a74e9e0b1c2d3f4a5968778695a4b', [0, 1, 1, 1, 7]],
  ['é😀', [0, 0, 2, 2, 8]],
  ['00000000-1111-4222-8333-000000000000', [0, 1, 2, 2, 2]],
])('%s is in the shard in which Go puts it (hash/fnv, github.com/dgryski/go-jump)', (uid, shards) => {
  expect([1, 2, 3, 4, 10].map((total) => shardOfUid(uid, total))).toEqual(shards);
});
