/** A deployment of a stack, as it was sent to AWS CloudFormation. */
export interface SentStack {
  readonly kind: 'stack';
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly accountId: string;
  readonly region: string;
  readonly stackName: string;
  /** The ARN of the role that called, and what it was assumed with. */
  readonly deployRole: SentRole;
  /** The ARN of the role that CloudFormation takes. */
  readonly executionRole?: string;
  readonly template: SentTemplate;
  /** Values that parameters have afterwards, with those that CloudFormation keeps or takes from the template. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Parameters of which the value stays as it is. */
  readonly keptParameters: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly terminationProtection: boolean;
  readonly notificationArns: readonly string[];
  readonly capabilities: readonly string[];
}

export interface SentRole {
  readonly arn?: string;
  readonly assumedWith?: Readonly<Record<string, unknown>>;
}

export interface SentTemplate {
  /** Where it comes from: sent along, an object that this deployment wrote, one that was there before, or somebody else's. */
  readonly from: 'body' | 'sent object' | 'former object' | 'foreign object' | 'nowhere';
  readonly address?: string;
  /** The text, unless the object is somebody else's. */
  readonly text?: string;
}

/** An object that was written to a bucket. */
export interface SentObject {
  readonly kind: 'object';
  readonly accountId: string;
  readonly region: string;
  readonly bucket: string;
  readonly key: string;
  readonly role: SentRole;
  /** See `contentOf`. */
  readonly content: string;
  /** The contents, if they are JSON: a template of a nested stack, for one. */
  readonly text?: string;
}

/** A process that was started. */
export interface SentProcess {
  readonly kind: 'process';
  readonly command: string;
  readonly args: readonly string[];
}

/** Another writing call. */
export interface SentCall {
  readonly kind: 'call';
  readonly accountId: string;
  readonly region: string;
  readonly service: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export type Sent = SentStack | SentObject | SentProcess | SentCall;
