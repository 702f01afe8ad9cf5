import { type ManagementPolicyType, operatorsOf } from '../../inherit/inheritance-input';
import type { PolicyProblem } from '../../language';
import { isJsonObject } from '../../language/problem-list';
import type { Subject } from '../rule';
import { backupLifecycleProblems } from './backup-lifecycle';
import { checkSchema, type SchemaProblem } from './check-schema';
import { MANAGEMENT_SYNTAX } from './schemas';
import { tagKeyProblems } from './tag-key';

/** Departures of one kind from the syntax of a management policy; each kind has a rule of its own. */
export function departures({ type, value }: Subject, wanted: SchemaProblem['kind']): PolicyProblem[] {
  const syntax = MANAGEMENT_SYNTAX[type];
  if (syntax === undefined || !isJsonObject(value)) return [];
  const content = value[syntax.topKey];
  const part = { value: content, path: syntax.topKey, operators: operatorsOf(type as ManagementPolicyType) };
  const found = [
    ...checkSchema(part, syntax.schema),
    ...(type === 'TAG_POLICY' ? tagKeyProblems(content) : []),
    ...(type === 'BACKUP_POLICY' ? backupLifecycleProblems(content) : []),
  ];
  return found.filter(({ kind }) => kind === wanted).map(({ kind, ...problem }) => problem);
}
