import type { ManagementPolicyType } from '../../contract';
import type { JsonValue } from '../parse-json';
import type { InheritanceLevel, InheritanceProblem } from './inheritance-input';
import { LevelMerge } from './merge-level';
import { newSetting, plainValue, type Setting, type Source } from './setting';

/** The origin of a value in the effective policy; each item of a list has its own. */
export interface Origin extends Source {
  readonly path: readonly string[];
  readonly value: JsonValue;
}

export interface EffectivePolicy {
  /** As the service returns it: values without operators; undefined if no policy sets anything. */
  readonly document?: JsonValue;
  readonly origins: readonly Origin[];
  readonly problems: readonly InheritanceProblem[];
}

/**
 * The effective management policy of an account, merged from the root down.
 * Sources: AWS Organizations User Guide, "Inheritance operators", "Inheritance examples" and "Viewing effective management policies".
 */
export function effectivePolicy(type: ManagementPolicyType, levels: readonly InheritanceLevel[]): EffectivePolicy {
  const root = newSetting('');
  const problems = levels.flatMap((level) => {
    const merge = new LevelMerge(type, root, level);
    merge.run();
    return merge.problems;
  });
  const document = documentOf(root);
  return { ...(document === undefined ? {} : { document }), origins: originsOf(root, []), problems };
}

/** Places that carry only child control have no effect on the account. */
function documentOf(setting: Setting): JsonValue | undefined {
  const value = plainValue(setting);
  if (value !== undefined) return value;
  const children = [...setting.children.values()].flatMap((child) => {
    const inner = documentOf(child);
    return inner === undefined ? [] : [[child.key, inner] as const];
  });
  return children.length === 0 ? undefined : Object.fromEntries(children);
}

function originsOf(setting: Setting, path: readonly string[]): Origin[] {
  const own = setting.value === undefined ? [] : [setting.value].flat().map(({ value, source }) => ({ path, value, ...source }));
  return [...own, ...[...setting.children.values()].flatMap((child) => originsOf(child, [...path, child.key]))];
}
