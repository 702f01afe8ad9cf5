import { Token } from 'aws-cdk-lib';
import type { ChildControl } from './child-control';
import { PreparedValue } from './prepared-value';

/** A part of a management policy: settings, and blocks of settings. */
export interface PolicyTree {
  readonly [key: string]: unknown;
}

const CHILD_CONTROL = '@@operators_allowed_for_child_policies';

/** One setting. A plain value is written with `@@assign`; an undefined value gives no setting. */
export function setting(value: string | number | readonly string[] | undefined): PolicyTree | undefined {
  if (value === undefined) return undefined;
  const prepared = PreparedValue.in(value);
  if (prepared === undefined) return { '@@assign': value };
  return { [prepared.operator]: prepared.value, ...(prepared.childControl && { [CHILD_CONTROL]: prepared.childControl.operators }) };
}

/** A setting that is on or off. */
export function toggle(on: boolean | undefined): PolicyTree | undefined {
  return on === undefined ? undefined : setting(on ? 'enabled' : 'disabled');
}

/** A block of the defined settings and blocks; undefined if none of them is defined. */
export function block(parts: Readonly<Record<string, PolicyTree | undefined>>): PolicyTree | undefined {
  const defined = Object.entries(parts).filter(([, part]) => part !== undefined);
  return defined.length === 0 ? undefined : Object.fromEntries(defined);
}

/** One block for each item, under the name of the item. */
export function blocksByName<Item>(
  items: readonly Item[] | undefined, nameOf: (item: Item) => string, blockOf: (item: Item) => PolicyTree | undefined,
): PolicyTree | undefined {
  return items === undefined ? undefined : block(Object.fromEntries(items.map((item) => [nameOf(item), blockOf(item)])));
}

/** The tree with this child control at each setting and block that does not already have one. */
export function withChildControl(tree: PolicyTree, control: ChildControl): PolicyTree {
  const parts = Object.entries(tree).map(([key, part]) => [key, isBlock(key) ? withChildControl(part as PolicyTree, control) : part]);
  return { [CHILD_CONTROL]: control.operators, ...Object.fromEntries(parts) };
}

function isBlock(key: string): boolean {
  return !key.startsWith('@@');
}

/** The string in a prop, whether it is a `PolicyValue` or plain. */
export function textOf(value: string): string {
  return (PreparedValue.in(value)?.value as string | undefined) ?? value;
}

/** The items of a list in a prop, whether it is a `PolicyValue` or plain; undefined without a list or with one known only at deployment. */
export function itemsOf(list: readonly string[] | undefined): readonly string[] | undefined {
  const prepared = PreparedValue.in(list);
  if (prepared !== undefined) return prepared.value as readonly string[];
  return Token.isUnresolved(list) ? undefined : list;
}
