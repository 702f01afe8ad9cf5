/** How Amazon EC2 treats images that meet no criterion. */
export enum AllowedImagesState {
  /** The images can be neither discovered nor used. */
  ENABLED = 'enabled',
  /** The images can be used. */
  DISABLED = 'disabled',
  /** The images can be used; Amazon EC2 indicates that they would not be allowed. */
  AUDIT_MODE = 'audit_mode',
}

/** A watermark of an image. One watermark of the image must meet everything that is given here. */
export interface ImageWatermark {
  /**
   * Account and name of the watermark, such as `111122223333:approved-*`. Both can contain the wildcards `*` and `?`. The name has 3 to 128
   * characters.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   */
  readonly watermarkKey: string;
  /**
   * Code of the Region in which the watermark was first created, such as `eu-west-1`. It can contain the wildcards `*` and `?`.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   * @default - any
   */
  readonly sourceImageRegion?: string;
  /**
   * The maximum age, in days, of the image from which the watermark comes.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   * @default - any age
   */
  readonly maximumDaysSinceSourceImageCreated?: number;
  /**
   * The maximum age of the watermark, in days.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   * @default - any age
   */
  readonly maximumDaysSinceWatermarkCreated?: number;
}

/** A criterion for images. An image must meet everything that is given here. */
export interface AllowedImageCriterion {
  /**
   * Owners of the images, at most 200: account IDs, `amazon`, `aws_marketplace` or `aws_backup_vault`.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   * @default - any
   */
  readonly imageProviders?: string[];
  /**
   * Names of the images, at most 50, with 1 to 128 characters each. They can contain the wildcards `*` and `?`.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   * @default - any
   */
  readonly imageNames?: string[];
  /**
   * AWS Marketplace product codes, at most 50, with 1 to 25 letters and digits each.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   * @default - any
   */
  readonly marketplaceProductCodes?: string[];
  /**
   * The maximum age of an image, in days.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   * @default - any age
   */
  readonly maximumDaysSinceCreated?: number;
  /**
   * The maximum time since the deprecation of an image, in days.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   * @default - any time
   */
  readonly maximumDaysSinceDeprecated?: number;
  /**
   * Watermarks, at most 50. An image needs to have one of them.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   * @default - no watermark is required
   */
  readonly imageWatermarks?: ImageWatermark[];
}

/** The machine images (AMIs) that the accounts can discover and use. */
export interface AllowedImages {
  /**
   * The state of the setting: enforced, audited or disabled.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   */
  readonly state: AllowedImagesState;
  /**
   * The criteria, at most ten. An image needs to meet one of them.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html#ec2-policy-examples
   * @default - not set by this policy
   */
  readonly criteria?: AllowedImageCriterion[];
}
