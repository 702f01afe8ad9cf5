import type { Refusal } from './deployment/refusal';
import type { StackDeployment } from './deployment/stack-deployment';
import type { UnreadNote } from './notes/unread-notes';
import type { RowInAssembly } from './rows';
import type { ExemptionMetadata, RolloutMetadata } from '../contract';
import type { Template } from './template/template';

/** A cloud assembly (`cdk.out`) as values: what `cdk deploy` would read of it. */
export interface CloudAssembly {
  readonly directory: string;
  /** Every top-level stack, those of stages too; a stack comes after those that it depends on. */
  readonly stacks: readonly AssemblyStack[];
  /** Directories of file assets by their object key in the bootstrap bucket, `<hash>.zip`. */
  readonly assetDirectories: ReadonlyMap<string, string>;
  /**
   * The SHA-256 of the contents of code that Lambda resources name, by bucket and object key (`bucket/key`); see `contentDigest`.
   * @default - nothing is known of the contents
   */
  readonly codeDigests?: ReadonlyMap<string, string>;
  /**
   * The reasons against deploying the assembly, besides the refusals of its stacks.
   * @default - nothing is known of its deployment
   */
  readonly refusals?: readonly Refusal[];
  /**
   * The accounts of the organization's stacks in the code that was deployed before; undefined among them for one that the app leaves
   * open. They stay privileged, though the stacks may have left the app.
   * @default - none
   */
  readonly formerAccounts?: readonly AssemblyStack['accountId'][];
}

export interface AssemblyStack {
  /** Address of the artifact: unique in the assembly. */
  readonly id: string;
  readonly name: string;
  /** The stack's construct path, as the CDK CLI shows it. */
  readonly displayName: string;
  /** Undefined where the app leaves it open. */
  readonly accountId?: string;
  readonly region?: string;
  readonly template: Template;
  /**
   * Values that are given for its parameters.
   * @default - the defaults in the template
   */
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly dependencies: readonly string[];
  /** Whether the stack cannot be deleted. */
  readonly terminationProtection?: boolean;
  /** Templates of nested stacks, at any depth, by what `nestedTemplateName` says of their resource. */
  readonly nestedTemplates: ReadonlyMap<string, Template>;
  /**
   * Reads the places of the rows that describe resources, by logical IDs behind those of nested stacks (`Fleet3/Account7`).
   * @default - no row describes a resource
   */
  readonly rows?: () => ReadonlyMap<string, RowInAssembly>;
  /**
   * The exemptions from guardrails that end, as the code describes them.
   * @default - none
   */
  readonly exemptions?: readonly ExemptionMetadata[];
  /**
   * The policy rollouts, as the code describes them.
   * @default - none
   */
  readonly rollouts?: readonly RolloutMetadata[];
  /**
   * The exemptions and rollouts whose descriptions are malformed.
   * @default - none
   */
  readonly unreadNotes?: readonly UnreadNote[];
  /**
   * The values that are sent to deploy the stack, besides its template.
   * @default - nothing is known of its deployment
   */
  readonly deployment?: StackDeployment;
}

/** The template of a stack, and those of its nested stacks. */
export function templatesOf({ template, nestedTemplates }: Pick<AssemblyStack, 'template' | 'nestedTemplates'>): Template[] {
  return [template, ...nestedTemplates.values()];
}
