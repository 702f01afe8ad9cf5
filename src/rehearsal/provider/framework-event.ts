/** A custom resource request as CloudFormation sends it (AWS CloudFormation User Guide, "Custom resource request types"). */
export interface FrameworkEvent {
  readonly RequestType: string;
  readonly ServiceToken: string;
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly ResourceType: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Readonly<Record<string, unknown>>;
  readonly OldResourceProperties?: Readonly<Record<string, unknown>>;
  /** Additional fields from the result of `onEvent`, which `isComplete` receives. */
  readonly [extra: string]: unknown;
}

/** The answer that the framework sends to `ResponseURL` (AWS CloudFormation User Guide, "Custom resource response objects"). */
export interface FrameworkResponse {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly PhysicalResourceId: string;
  readonly LogicalResourceId: string;
  readonly NoEcho?: true;
  readonly Data?: unknown;
}

/** The framework's markers for failed creations and for answers without an ID. */
export const CREATE_FAILED_MARKER = 'AWSCDK::CustomResourceProviderFramework::CREATE_FAILED';
export const MISSING_ID_MARKER = 'AWSCDK::CustomResourceProviderFramework::MISSING_PHYSICAL_ID';
