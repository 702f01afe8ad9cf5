/** Where resources of a request are, for those that it names without their ARN. */
export interface Place {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}
