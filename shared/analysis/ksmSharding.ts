import { utf8Bytes } from '../relabel/utf8';

const FNV_PRIME_LOW = 0x1b3;
const TWO_32 = 2 ** 32;
/** From the paper of Lamping and Veach. */
const JUMP_FACTOR = 2_862_933_555_777_941_757n;
/** Go's jump hash gives an int32: more buckets than that do not exist. */
const MOST_SHARDS = 2 ** 31;

/**
 * Which shard of kube-state-metrics keeps the object: the jump hash of the FNV-1a 64 hash of its UID (pkg/sharding/listwatch.go;
 * the README, which says MD5 and modulo, is wrong). From 0; -1 where there are no shards (0, less, or no number).
 */
export function shardOf(uid: string, totalShards: number): number {
  return jumpHash(fnv1a64(uid), Math.min(Math.trunc(totalShards), MOST_SHARDS));
}

/**
 * FNV-1a, 64 bit, over the UTF-8 bytes (http://www.isthe.com/chongo/tech/comp/fnv/). In two halves: a product with the prime
 * 2^40 + 0x1b3 then stays below 2^53 and needs no BigInt for each byte.
 */
export function fnv1a64(text: string): bigint {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (const byte of utf8Bytes(text)) {
    const mixed = (low ^ byte) >>> 0;
    const product = mixed * FNV_PRIME_LOW;
    high = (Math.imul(high, FNV_PRIME_LOW) + Math.floor(product / TWO_32) + (mixed << 8)) >>> 0;
    low = product % TWO_32;
  }
  return (BigInt(high) << 32n) | BigInt(low);
}

/** github.com/dgryski/go-jump: the division and the product are those of float64, cut to whole numbers. */
function jumpHash(hash: bigint, buckets: number): number {
  let key = hash;
  let bucket = -1;
  for (let next = 0; next < buckets; ) {
    bucket = next;
    key = BigInt.asUintN(64, key * JUMP_FACTOR + 1n);
    next = Math.trunc((bucket + 1) * (2 ** 31 / (Number(key >> 33n) + 1)));
  }
  return bucket;
}
