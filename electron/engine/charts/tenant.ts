/** What to set where somebody keeps series of several tenants apart (Mimir, Cortex: the header X-Scope-OrgID). */
export const GIVE_A_TENANT = 'give its direct URL the tenant whose series are wanted (Settings, Tenant: X-Scope-OrgID)';

/** Whether that is what is missing, by an answer's status and words (grafana/dskit, user.ErrNoOrgID: 401 "no org id"). */
export function wantsTenant(status: number, text: string): boolean {
  return status === 401 && /\borg id\b/i.test(text);
}

/** Why nothing was seen, with what to set where it is the tenant. `says`: "401: no org id", or a sentence that has both in it. */
export function saysTenant(says: string): string {
  if (!wantsTenant(/\b401\b/.test(says) ? 401 : 0, says)) return says;
  return `it keeps the series of several tenants apart and was not told whose are asked for (${says}): ${GIVE_A_TENANT}`;
}
