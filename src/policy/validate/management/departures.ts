import { type ManagementPolicyType, operatorsOf } from '../../inherit/inheritance-input';
import type { PolicyProblem } from '../../language';
import { isJsonObject, type JsonObject } from '../../language/problem-list';
import type { Subject } from '../rule';
import { backupLifecycleProblems } from './backup-lifecycle';
import { chatDefaultProblems } from './chat-default';
import { checkSchema, type SchemaProblem } from './check-schema';
import { cspmEnablementProblems } from './cspm-enablement';
import { MANAGEMENT_SYNTAX } from './schemas/schemas';
import { tagKeyProblems } from './tag-key';

/** Departures of one kind from the syntax of a management policy; each kind has a rule of its own. */
export function departures({ type, value }: Subject, wanted: SchemaProblem['kind']): PolicyProblem[] {
  if (!isJsonObject(value)) return [];
  return allDepartures(type as ManagementPolicyType, value).filter(({ kind }) => kind === wanted).map(({ kind, ...problem }) => problem);
}

function allDepartures(type: ManagementPolicyType, value: JsonObject): SchemaProblem[] {
  if (type === 'SECURITYHUB_CSPM_POLICY') return cspmEnablementProblems(value, operatorsOf(type));
  const syntax = MANAGEMENT_SYNTAX[type];
  if (syntax === undefined) return [];
  const content = value[syntax.topKey];
  return [
    ...checkSchema({ value: content, path: syntax.topKey, operators: operatorsOf(type) }, syntax.schema),
    ...(type === 'TAG_POLICY' ? tagKeyProblems(content) : []),
    ...(type === 'CHATBOT_POLICY' ? chatDefaultProblems(content) : []),
    ...(type === 'BACKUP_POLICY' ? backupLifecycleProblems(content) : []),
  ];
}
