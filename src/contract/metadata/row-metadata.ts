/**
 * The type of the metadata in a cloud assembly that says which row of a file describes a resource. Nothing but a text in a review follows
 * from it.
 */
export const ROW_METADATA = 'cdk-aws-organizations:row';

/** The value of this metadata. */
export interface RowMetadata {
  readonly file: string;
  readonly line: number;
  /** The logical ID of the resource in its top-level stack; behind those of nested stacks, with a `/` between them. */
  readonly resource: string;
}
