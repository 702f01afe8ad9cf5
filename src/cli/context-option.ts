import { InvalidArgumentError } from 'commander';
import type { ContextValue } from '../policy';

/** Condition keys from `KEY=VALUE`: a key given again has several values, and without a value it is absent from the request. */
export function collectContext(text: string, before: Record<string, ContextValue> = {}): Record<string, ContextValue> {
  const [, key, value] = /^([^=\s]+:[^=\s]+)=(.*)$/s.exec(text) ?? [];
  if (key === undefined) throw new InvalidArgumentError('Write KEY=VALUE with a condition key, such as aws:PrincipalTag/team=shop.');
  const known = before[key];
  const next = known === undefined || known === null ? value : [known].flat().map(String).concat(value);
  return { ...before, [key]: value === '' ? null : next };
}
