import type { PolicyTypeName } from '../../contract';

/** A root, organizational unit or account as a change names it. IDs are those of the base; new resources have those of the head. */
export interface TargetReference {
  readonly kind: 'root' | 'organizationalUnit' | 'account';
  readonly id: string;
  /** `Root/Workloads/Prod`: where it is in the head, or in the base if it is not in the head. */
  readonly path: string;
  /** The names in the path, if that of a unit holds a slash, so that the path is ambiguous; else absent. */
  readonly names?: readonly string[];
  /** The name of an account if it holds a slash, so that the path is ambiguous; else absent. */
  readonly name?: string;
  /** The email address of an account whose name another account has as well; else absent. */
  readonly distinguishedBy?: string;
  /** Of an account that code invites and that is not known to be a member; else absent. */
  readonly invited?: true;
}

export interface AccountReference extends TargetReference {
  readonly kind: 'account';
  readonly email: string;
}

export interface ParentReference extends TargetReference {
  readonly kind: 'root' | 'organizationalUnit';
}

/** A policy as a change names it; the name is that of the head, or that of the base if it is not in the head. */
export interface PolicyReference {
  readonly kind: 'policy';
  readonly id: string;
  readonly name: string;
  readonly type: PolicyTypeName;
}

/** The resource-based delegation policy of the organization, which has at most one. */
export interface ResourcePolicyReference {
  readonly kind: 'resourcePolicy';
  readonly id: string;
}

/** The registration of an account as the administrator of a service. */
export interface AdministratorReference {
  readonly kind: 'delegatedAdministrator';
  /** The IDs of both, with a slash between them. */
  readonly id: string;
  readonly accountName: string;
  readonly servicePrincipal: string;
}

/** A resource that can have tags. */
export type TaggedReference = TargetReference | PolicyReference | ResourcePolicyReference;

/** A resource of a template as a change names it. */
export interface ResourceReference {
  readonly kind: 'resource';
  /** The name of its stack; of a nested one below its parents, `Org/Tools`. */
  readonly stack: string;
  readonly logicalId: string;
  /** `AWS::IAM::Role` */
  readonly type: string;
  /** Whether the data about resource types do not tell if it grants rights or runs something; else absent. */
  readonly unclear?: true;
}
