const OFFSET = 0xcb_f2_9c_e4_84_22_23_25n;
const PRIME = 0x100_0000_01b3n;
const JUMP = 2_862_933_555_777_941_757n;
const sixtyFour = (value: bigint) => BigInt.asUintN(64, value);

/**
 * The shard that tells of the object: jump hash of the FNV-1a 64 of its UID (kube-state-metrics, pkg/sharding/listwatch.go).
 * The demo's own: if it took the one that the diagnosis takes, one mistake in it would pass every test.
 */
export function shardOfUid(uid: string, total: number): number {
  let key = OFFSET;
  for (const byte of Buffer.from(uid, 'utf8')) key = sixtyFour((key ^ BigInt(byte)) * PRIME);
  let shard = 0;
  for (let next = 0; next < total; ) {
    shard = next;
    key = sixtyFour(key * JUMP + 1n);
    next = Math.floor((shard + 1) * (0x8000_0000 / (Number(key >> 33n) + 1)));
  }
  return shard;
}
