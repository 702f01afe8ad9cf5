/** The permitted contents of a place in a management policy: settings below it, or one value or a list below an operator. */
export type Schema = Settings | Value;

/** A place with settings below it. */
export interface Settings {
  readonly kind: 'settings';
  /** By their keys. */
  readonly keys: Readonly<Record<string, Schema>>;
  /** The schema below any other key, where authors choose the names, such as those of tags. */
  readonly named?: Schema;
  /** Known names, where AWS defines them and not the author. */
  readonly names?: Texts;
  /** Keys of which a block has all or none. */
  readonly together?: readonly string[];
  /** The finding for other keys where authors choose no names: that they are wrong, or that they are unknown. */
  readonly others: 'wrong' | 'unknown';
}

/** A place for a text or a list of texts. */
export interface Value {
  readonly kind: 'text' | 'list' | 'either';
  readonly texts?: Texts;
  /** Whether numbers and booleans are accepted as well as texts. */
  readonly numbers?: boolean;
}

/** The permitted texts of a value. */
export interface Texts {
  readonly accepts: (text: string) => boolean;
  /** The words for authors in messages: `Write …`. */
  readonly expected: string;
  /** The texts, if they can be listed. */
  readonly all: readonly string[];
  /** Whether AWS is certain to refuse others; otherwise they may be newer than this library. */
  readonly certain: boolean;
}

export function settings(keys: Settings['keys'], others: Settings['others'] = 'unknown'): Settings {
  return { kind: 'settings', keys, others };
}

/** Settings below names that the author chooses; `keys` are names with a special meaning. */
export function named(schema: Schema, keys: Settings['keys'] = {}): Settings {
  return { kind: 'settings', keys, named: schema, others: 'unknown' };
}

/** Settings below names that AWS defines; others may be newer than this library. */
export function namedAs(names: Texts, schema: Schema): Settings {
  return { ...named(schema), names };
}

/** Settings below `name_1`, `name_2` etc. */
export function numbered(name: string, most: number, schema: Schema): Settings {
  const isName = (key: string) => key.startsWith(`${name}_`) && /^[1-9]\d*$/.test(key.slice(name.length + 1)) && Number(key.slice(name.length + 1)) <= most;
  return namedAs({ accepts: isName, expected: `"${name}_1" to "${name}_${most}"`, all: [], certain: false }, schema);
}

export function text(texts?: Texts): Value {
  return { kind: 'text', texts };
}

export function list(texts?: Texts): Value {
  return { kind: 'list', texts };
}

export function oneOf(...all: readonly string[]): Texts {
  return { accepts: (candidate) => all.includes(candidate), expected: `one of ${all.map((one) => `"${one}"`).join(', ')}`, all, certain: false };
}

export function like(pattern: RegExp, expected: string): Texts {
  return { accepts: (candidate) => pattern.test(candidate), expected, all: [], certain: false };
}

export function certainly(texts: Texts): Texts {
  return { ...texts, certain: true };
}

/** On or off. */
export const TOGGLE = text(oneOf('enabled', 'disabled'));

const REGION = like(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/, 'the code of a Region, such as "eu-west-1"');

export const REGIONS = list(REGION);

/** Settings below the codes of Regions. */
export function byRegion(schema: Schema): Settings {
  return namedAs(REGION, schema);
}

/** Settings below the codes of Regions, and below `default` for all other Regions. */
export function byRegionOrDefault(schema: Schema): Settings {
  return namedAs(orWord(REGION, 'default'), schema);
}

/** A place to enable and disable a feature by Region. */
export const REGION_LISTS = {
  enable_in_regions: regionsOrAll(),
  disable_in_regions: regionsOrAll(),
};

/** A place with both lists, and with settings below other keys. */
export function withRegionLists(others: Settings['keys'] = {}): Settings {
  return { ...settings({ ...REGION_LISTS, ...others }), together: Object.keys(REGION_LISTS) };
}

function regionsOrAll(): Value {
  return list(orWord(REGION, 'ALL_SUPPORTED'));
}

/** The same texts, and one word. */
export function orWord(texts: Texts, word: string): Texts {
  return { ...texts, accepts: (candidate) => candidate === word || texts.accepts(candidate), expected: `${texts.expected}, or "${word}"` };
}
