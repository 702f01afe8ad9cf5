import type { PolicyTypeName } from '../../contract';
import type { Tags } from '../../model';

/** The formats of other tools that describe an organization. */
export type ForeignFormat = 'terraform' | 'orgFormation' | 'landingZoneAccelerator' | 'cloudFormation' | 'olderCdkLibrary';

/** How sentences name a format. */
export const FORMAT_NAMES: Readonly<Record<ForeignFormat, string>> = {
  terraform: 'the Terraform state',
  orgFormation: 'the org-formation template',
  landingZoneAccelerator: 'the Landing Zone Accelerator configuration',
  cloudFormation: 'the CloudFormation template',
  olderCdkLibrary: 'the template of @pepperize/cdk-organizations',
};

/** The texts of files by their paths, which are relative and have slashes. */
export type ForeignFiles = ReadonlyMap<string, string>;

/** The place of a resource in a foreign format. */
export interface Origin {
  readonly file: string;
  /** Counted from 1; undefined where the format has no lines for readers. */
  readonly line?: number;
  /** The name in the format: a Terraform address, a logical ID, a path of an OU. Unique among the resources of an organization. */
  readonly address: string;
}

/** The address of another resource, or an ID of AWS. `ROOT` is the root. */
export type Reference = string;

/** The reference to the root of the organization. It is no address and no ID. */
export const ROOT: Reference = '(root)';

export interface ForeignResource {
  readonly origin: Origin;
  /** The ID that AWS gave to it, if the format knows it. */
  readonly id?: string;
  /** A sentence of the format about it, such as a description that AWS does not have. */
  readonly comment?: string;
  /** Whether the tool only reads the resource, and never writes it. */
  readonly isReadOnly?: boolean;
  /** Absent if the format does not say which tags the resource has. */
  readonly tags?: Tags;
}

export interface ForeignUnit extends ForeignResource {
  readonly name: string;
  /** Undefined if the format computes it. */
  readonly parent?: Reference;
}

export interface ForeignAccount extends ForeignResource {
  /** The name in AWS; undefined if the format has names of its own. */
  readonly name?: string;
  readonly email?: string;
  /** Undefined if the format does not say it. */
  readonly parent?: Reference;
  /** The state in AWS; undefined if the format does not know it. */
  readonly state?: string;
  readonly isManagement?: boolean;
}

export interface ForeignPolicy extends ForeignResource {
  readonly name: string;
  readonly type: PolicyTypeName;
  readonly description?: string;
  /** JSON. Undefined if the tool computes a part of it, or if a value of it is no JSON. */
  readonly content?: string;
  /** Parts of the content that stand for a text that only the tool knows. */
  readonly placeholders?: readonly string[];
  /** Words from which the name of its file is made. */
  readonly key: string;
}

export interface ForeignAttachment {
  readonly origin: Origin;
  readonly policy: Reference;
  readonly target: Reference;
}

export interface ForeignDelegation {
  readonly origin: Origin;
  readonly account: Reference;
  readonly servicePrincipal: string;
}

/** A part of the input that is not carried over. */
export interface NotRead {
  readonly origin: Origin;
  /** A clause that says why, and what to do. */
  readonly reason: string;
}

/** Facts about the organization as a whole, as far as a foreign format has them. */
export interface ForeignOrganizationFacts {
  readonly id?: string;
  readonly managementAccountId?: string;
  readonly rootId?: string;
  readonly featureSet?: string;
  /** Those that the tool enables; undefined if the format has none. */
  readonly policyTypes?: readonly PolicyTypeName[];
  /** Service principals that the tool enables; undefined if the format has none. */
  readonly trustedServices?: readonly string[];
}

/** An organization as a foreign format describes it. It may be a part, it may be outdated, and it may lack the IDs of AWS. */
export interface ForeignOrganization {
  readonly format: ForeignFormat;
  readonly facts: ForeignOrganizationFacts;
  readonly units: readonly ForeignUnit[];
  readonly accounts: readonly ForeignAccount[];
  readonly policies: readonly ForeignPolicy[];
  readonly attachments: readonly ForeignAttachment[];
  readonly delegations: readonly ForeignDelegation[];
  readonly notRead: readonly NotRead[];
  /** Sentences on what the tool does with its resources the next time it runs. */
  readonly warnings: readonly string[];
  /** Lines of code or commands with which the tool releases its resources. */
  readonly releases: readonly string[];
}
