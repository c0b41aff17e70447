import type { KubeObject } from '../../objects';
import { listAt, textAt } from '../fields';
import { ageOf } from '../humanDuration';
import { AGE, column, NAME, type TablePrinter, wide } from './columns';

/** Roles show when they were made, not their age. */
export const roles: TablePrinter = {
  columns: [NAME, column('Created At', 'When the role was made')],
  cells: (role) => [role.metadata.name, role.metadata.creationTimestamp],
};

export const bindings: TablePrinter = {
  columns: [
    NAME,
    column('Role', 'Role that is granted'),
    AGE,
    wide('Users', 'Users that have the role'),
    wide('Groups', 'Groups that have the role'),
    wide('ServiceAccounts', 'Service accounts that have the role'),
  ],
  cells: (binding, nowMs) => [
    binding.metadata.name,
    `${textAt(binding, 'roleRef', 'kind')}/${textAt(binding, 'roleRef', 'name')}`,
    ageOf(binding.metadata.creationTimestamp, nowMs),
    subjects(binding, 'User'),
    subjects(binding, 'Group'),
    subjects(binding, 'ServiceAccount'),
  ],
};

function subjects(binding: KubeObject, kind: string): string {
  const those = listAt(binding, 'subjects').filter((subject) => textAt(subject, 'kind') === kind);
  return those
    .map((subject) => (kind === 'ServiceAccount' ? `${textAt(subject, 'namespace')}/${textAt(subject, 'name')}` : textAt(subject, 'name')))
    .join(', ');
}
