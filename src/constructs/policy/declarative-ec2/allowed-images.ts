/** What becomes of images that meet no criterion. */
export enum AllowedImagesState {
  /** They cannot be used. */
  ENABLED = 'enabled',
  /** They can. */
  DISABLED = 'disabled',
  /** They are marked, and can be used. */
  AUDIT_MODE = 'audit_mode',
}

/**
 * A watermark that images carry. All that is given here must hold for the same watermark of the image.
 */
export interface ImageWatermark {
  /**
   * Account and name of the watermark, such as `111122223333:approved-*`; `*` and `?` stand for others in both. The name has 3 to 128
   * characters.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   */
  readonly watermarkKey: string;
  /**
   * Code of the Region in which the watermark was created first; `*` and `?` stand for others.
   * @default - any
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   */
  readonly sourceImageRegion?: string;
  /**
   * Age that the image from which the watermark comes may have, in days.
   * @default - any age
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   */
  readonly maximumDaysSinceSourceImageCreated?: number;
  /**
   * Age that the watermark may have, in days.
   * @default - any age
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   */
  readonly maximumDaysSinceWatermarkCreated?: number;
}

/** A criterion. An image meets it if it meets all that is named here. */
export interface AllowedImageCriterion {
  /**
   * Owners: account ids, `amazon`, `aws_marketplace` or `aws_backup_vault`; at most 200.
   * @default - any
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   */
  readonly imageProviders?: string[];
  /**
   * Names, 1 to 128 characters, where `*` and `?` stand for others; at most 50.
   * @default - any
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   */
  readonly imageNames?: string[];
  /**
   * Product codes of AWS Marketplace, 1 to 25 letters and digits; at most 50.
   * @default - any
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   */
  readonly marketplaceProductCodes?: string[];
  /**
   * How old an image may be, in days.
   * @default - any age
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   */
  readonly maximumDaysSinceCreated?: number;
  /**
   * How long ago it may have been deprecated, in days.
   * @default - any time
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   */
  readonly maximumDaysSinceDeprecated?: number;
  /**
   * Watermarks, at most 50. An image needs one of them.
   * @default - any, or none
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   */
  readonly imageWatermarks?: ImageWatermark[];
}

/** Which machine images can be found and used. */
export interface AllowedImages {
  /**
   * Whether the criteria hold.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   */
  readonly state: AllowedImagesState;
  /**
   * The criteria, at most ten. An image needs to meet one of them.
   * @default - nothing is said about them
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   */
  readonly criteria?: AllowedImageCriterion[];
}
