import type { JsonValue } from '../../policy';

/** A resource that grants rights in the management account, or runs with them. */
export interface PrivilegedResource {
  /** The name of its stack; of a nested one below its parents, `Org/Tools`. */
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  /** Properties without policy documents, and other relevant parts of the definition, as canonical JSON values. */
  readonly settings: { readonly [name: string]: JsonValue };
  /** Policy documents by kind, such as `trust policy`. */
  readonly documents: { readonly [name: string]: JsonValue };
  /** Of a function: the SHA-256 of its code's contents, or of the reference to code outside of the assembly. */
  readonly code?: string;
  /** Whether the resource stays when it leaves the template. */
  readonly retained?: true;
  /** Whether the settings are only the properties by which it grants or runs something; without any of them it is of no interest. */
  readonly partial?: true;
  /** Whether it decides who can write where deployments take code and templates from. */
  readonly assets?: true;
}

/**
 * The part of a function in the handling of resources: one of the two handlers, or a function of the framework around them. A function that
 * handles resources without the framework is `onEvent`.
 */
export type HandlerPart = 'onEvent' | 'isComplete' | 'framework';

/** Sorted by stack and logical ID. */
export interface PrivilegedParts {
  readonly resources: readonly PrivilegedResource[];
  /** The function that handles each resource of this library, by the resource's address. */
  readonly serviceTokens: { readonly [address: string]: string };
  /** Addresses of the functions to which service tokens lead, and of those that act with the roles of these; sorted. */
  readonly providerFunctions: readonly string[];
  /** The parts of those functions to which service tokens lead directly, by address. */
  readonly handlerChain: { readonly [address: string]: HandlerPart };
}

/** Stack and logical ID, as references between resources name it. */
export function addressOf({ stack, logicalId }: Pick<PrivilegedResource, 'stack' | 'logicalId'>): string {
  return `${stack}.${logicalId}`;
}

export const FUNCTION_TYPE = 'AWS::Lambda::Function';

/** The type under which a review names the deployment of a stack: where it goes, as whom, and from where its files come. */
export const DEPLOYMENT_TYPE = 'Deployment';

/** The logical ID of a part that is no resource. CloudFormation allows only letters and digits, so that no resource has it. */
export function partId(type: typeof DEPLOYMENT_TYPE | typeof MACRO_TYPE): string {
  return `(${type})`;
}

/** The type under which a review names the macros of a template. */
export const MACRO_TYPE = 'Transform';

/** The setting of a deployment that has the defaults of its template's parameters. */
export const DEFAULTS_SETTING = 'Default of a parameter';
