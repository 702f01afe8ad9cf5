/** What becomes of images that meet no criterion. */
export enum AllowedImagesState {
  /** They cannot be used. */
  ENABLED = 'enabled',
  /** They can. */
  DISABLED = 'disabled',
  /** They are marked, and can be used. */
  AUDIT_MODE = 'audit_mode',
}

/** A criterion. An image meets it if it meets all that is named here. */
export interface AllowedImageCriterion {
  /**
   * Owners: account ids, `amazon`, `aws_marketplace` or `aws_backup_vault`; at most 200.
   * @default - any
   */
  readonly imageProviders?: string[];
  /**
   * Names, 1 to 128 characters, where `*` and `?` stand for others; at most 50.
   * @default - any
   */
  readonly imageNames?: string[];
  /**
   * Product codes of AWS Marketplace, 1 to 25 letters and digits; at most 50.
   * @default - any
   */
  readonly marketplaceProductCodes?: string[];
  /**
   * How old an image may be, in days.
   * @default - any age
   */
  readonly maximumDaysSinceCreated?: number;
  /**
   * How long ago it may have been deprecated, in days.
   * @default - any time
   */
  readonly maximumDaysSinceDeprecated?: number;
}

/** Which machine images can be found and used. Filters by watermark exist too; write them as `content`. */
export interface AllowedImages {
  /** Whether the criteria hold. */
  readonly state: AllowedImagesState;
  /**
   * The criteria, at most ten. An image needs to meet one of them.
   * @default - nothing is said about them
   */
  readonly criteria?: AllowedImageCriterion[];
}
