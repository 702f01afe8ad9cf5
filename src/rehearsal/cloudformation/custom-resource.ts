import type { DeployedStack } from './records';

export type RequestType = 'Create' | 'Update' | 'Delete';

/** One request to a custom resource, before CloudFormation gives it a `RequestId`. */
export interface CustomResourceCall {
  readonly requestType: RequestType;
  readonly stack: DeployedStack;
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId?: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly oldProperties?: Readonly<Record<string, unknown>>;
}

/** The answer of a custom resource. The `reason` of a failure is the text that CloudFormation shows. */
export type CustomResourceAnswer =
  | { readonly succeeded: true; readonly physicalId: string; readonly data: Readonly<Record<string, unknown>> }
  | { readonly succeeded: false; readonly physicalId?: string; readonly reason: string };
