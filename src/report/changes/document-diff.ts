import type { Change, SettingChange } from '../../model';
import { documentOf } from '../../model/diff/identity/policy-text';
import { type JsonValue, parseJson } from '../../policy';
import { knownLater } from '../escape/known-later';
import { type DiffLine, hunks, lineDiff } from '../line-diff';

/** The lines of a change of a policy's text, or of a privileged resource, that a reader compares; undefined for any other change. */
export function documentDiff(change: Change): DiffLine[] | undefined {
  const lines = rawLines(change);
  if (lines === undefined) return undefined;
  const shown = (sign: DiffLine['sign']) => new Set(lines.filter((line) => line.sign === sign).map(({ text }) => knownLater(text)));
  const [came, went] = [shown('+'), shown('-')];
  // Two IDs must not look like one.
  const isBoth = (text: string) => came.has(text) && went.has(text);
  return lines.map(({ sign, text }) => ({ sign, text: knownLater(text, (sign === '+' || sign === '-') && isBoth(knownLater(text))) }));
}

function rawLines(change: Change): DiffLine[] | undefined {
  switch (change.kind) {
    case 'privilegedPolicyChanged':
    case 'resourcePolicyChanged':
    case 'policyStatementsChanged': return change.statements.flatMap(({ before, after }) => hunks(lineDiff(inOrderOf(before, after), after)));
    case 'privilegedSettingsChanged':
    case 'managementPolicyChanged': return change.settings.flatMap(settingLines);
    case 'privilegedResourceAdded':
    case 'policyAdded': return lineDiff(undefined, indented(change.content));
    case 'privilegedResourceRemoved':
    case 'policyRemoved': return lineDiff(indented(change.content), undefined);
    case 'policyDescriptionChanged': return hunks(lineDiff(change.before, change.after));
    default: return undefined;
  }
}

/** A JSON text with its keys, and the values of its lists, in the order of another one, so that the order is no difference. */
function inOrderOf(text: string | undefined, model: string | undefined): string | undefined {
  const [value, other] = [text, model].map((each) => (each === undefined ? undefined : documentOf(each)));
  return value === undefined || other === undefined ? text : JSON.stringify(ordered(value, other), null, 2);
}

function ordered(value: JsonValue, model: JsonValue | undefined): JsonValue {
  if (Array.isArray(value)) return Array.isArray(model) ? inOrderOfList(value, model) : value;
  if (typeof value !== 'object' || value === null) return value;
  const like = typeof model === 'object' && model !== null && !Array.isArray(model) ? model : {};
  const keys = [...new Set([...Object.keys(like).filter((key) => Object.hasOwn(value, key)), ...Object.keys(value)])];
  return Object.fromEntries(keys.map((key) => [key, ordered(value[key], Object.hasOwn(like, key) ? like[key] : undefined)]));
}

/** Values that both lists have change places among themselves. The others stay where they are. */
function inOrderOfList(values: readonly JsonValue[], model: readonly JsonValue[]): JsonValue[] {
  const places = new Map(model.map((item, index) => [JSON.stringify(item), index]));
  const placeOf = (item: JsonValue) => places.get(JSON.stringify(item));
  const common = values.filter((item) => placeOf(item) !== undefined).sort((one, other) => placeOf(one)! - placeOf(other)!);
  let next = 0;
  return values.map((item) => (placeOf(item) === undefined ? item : common[next++]));
}

function settingLines({ path, before, after }: SettingChange): DiffLine[] {
  const line = (sign: '+' | '-', value: string | undefined): DiffLine[] => (value === undefined ? [] : [{ sign, text: `${path.join('.')}: ${value}` }]);
  return [...line('-', before), ...line('+', after)];
}

/** Indents JSON. Text that is not JSON stays as it is, so that a reader sees any content. */
function indented(content: string): string {
  try {
    return JSON.stringify(parseJson(content), null, 2);
  } catch {
    return content;
  }
}
