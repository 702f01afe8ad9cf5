/** Kinds of IDs that AWS Organizations assigns. */
export type IdKind = 'account' | 'organization' | 'organizationalUnit' | 'root';

/** An ID that only a deployment will know. */
export interface OpenId {
  readonly kind: IdKind;
  /** Its name in answers: `the ID of ${Stack.LogicalId}`. */
  readonly name: string;
}

/** The IDs of a request that only a deployment will know. */
export interface OpenIds {
  /** By the text that stands in for each of them in the request. */
  readonly standIns: ReadonlyMap<string, OpenId>;
  /** IDs of other resources of the organization, which none of them can turn out to be. */
  readonly others: ReadonlySet<string>;
}

/** Patterns for IDs in texts. */
export const ID_TEXTS: Readonly<Record<IdKind, RegExp>> = {
  account: /(?<!\d)\d{12}(?!\d)/g,
  organization: /\bo-[a-z0-9]{10,32}\b/g,
  organizationalUnit: /\bou-[0-9a-z]{4,32}-[a-z0-9]{8,32}\b/g,
  root: /\br-[0-9a-z]{4,32}\b/g,
};

/** The parts of an ID: text that every ID of the kind has, and a number of characters of a set. */
export type IdPiece = string | { readonly set: 'digit' | 'letterOrDigit'; readonly least: number; readonly most: number };

/** Source: AWS Organizations API Reference, the patterns of the data types. */
export const ID_SHAPES: Readonly<Record<IdKind, readonly IdPiece[]>> = {
  account: [{ set: 'digit', least: 12, most: 12 }],
  organization: ['o-', { set: 'letterOrDigit', least: 10, most: 32 }],
  organizationalUnit: ['ou-', { set: 'letterOrDigit', least: 4, most: 32 }, '-', { set: 'letterOrDigit', least: 8, most: 32 }],
  root: ['r-', { set: 'letterOrDigit', least: 4, most: 32 }],
};
