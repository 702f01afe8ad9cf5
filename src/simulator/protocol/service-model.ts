import table from '../service-model.generated.json';

/** A shape of the service's API model, as far as a request needs it. */
export interface Shape {
  readonly type: string;
  readonly required?: readonly string[];
  /** The shape of each member, for a structure. */
  readonly members?: Readonly<Record<string, string>>;
  /** The shape of the members, for a list. */
  readonly member?: string;
  readonly min?: number;
  readonly max?: number;
  /** Without anchors; the whole value has to match. */
  readonly pattern?: string;
  readonly enum?: readonly string[];
}

export interface OperationModel {
  readonly input?: string;
  readonly errors: readonly string[];
}

/** A service as its API model describes it. */
export interface ServiceModel {
  readonly operations: Readonly<Record<string, OperationModel>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

/**
 * AWS Organizations as its API model (version 2016-11-28) describes it: operations, the errors of each, the shapes of requests.
 * Made by scripts/generate-service-model.ts.
 */
export const SERVICE_MODEL = table as ServiceModel & { readonly targetPrefix: string };
