/** Kinds of ids that AWS Organizations gives. */
export type IdKind = 'account' | 'organization' | 'organizationalUnit' | 'root';

/** An id that only a deployment will tell. */
export interface OpenId {
  readonly kind: IdKind;
  /** As answers name it: `the id of ${Stack.LogicalId}`. */
  readonly name: string;
}

/** The ids of a request that only a deployment will tell. */
export interface OpenIds {
  /** By the text that stands in for each of them in the request. */
  readonly standIns: ReadonlyMap<string, OpenId>;
  /** Ids of other resources of the organization, which none of them can turn out to be. */
  readonly others: ReadonlySet<string>;
}

/** Ids as texts spell them out. */
export const ID_TEXTS: Readonly<Record<IdKind, RegExp>> = {
  account: /(?<!\d)\d{12}(?!\d)/g,
  organization: /\bo-[a-z0-9]{10,32}\b/g,
  organizationalUnit: /\bou-[0-9a-z]{4,32}-[a-z0-9]{8,32}\b/g,
  root: /\br-[0-9a-z]{4,32}\b/g,
};

/** The parts of an id: text that every id of the kind has, and so many characters of a set. */
export type IdPiece = string | { readonly set: 'digit' | 'letterOrDigit'; readonly least: number; readonly most: number };

/** Source: AWS Organizations API Reference, the patterns of the data types. */
export const ID_SHAPES: Readonly<Record<IdKind, readonly IdPiece[]>> = {
  account: [{ set: 'digit', least: 12, most: 12 }],
  organization: ['o-', { set: 'letterOrDigit', least: 10, most: 32 }],
  organizationalUnit: ['ou-', { set: 'letterOrDigit', least: 4, most: 32 }, '-', { set: 'letterOrDigit', least: 8, most: 32 }],
  root: ['r-', { set: 'letterOrDigit', least: 4, most: 32 }],
};
