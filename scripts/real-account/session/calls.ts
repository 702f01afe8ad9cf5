import * as sdk from '@aws-sdk/client-organizations';

/** The name of an operation of AWS Organizations. */
export type Operation = { [K in keyof typeof sdk]: K extends `$${string}` ? never : K extends `${infer N}Command` ? N : never }[keyof typeof sdk];

type Command<N extends Operation> = (typeof sdk)[`${N}Command`];

export type Input<N extends Operation> = NonNullable<ConstructorParameters<Command<N>>[0]>;

/** The answer of the SDK to a call. */
export type Output<N extends Operation> = Awaited<ReturnType<ReturnType<InstanceType<Command<N>>['resolveMiddleware']>>>['output'];

/** How a call ended. */
export interface Outcome<N extends Operation = Operation> {
  /** `success`, or the error, with its reason if it has one: `InvalidInputException INVALID_PATTERN`. */
  readonly text: string;
  /** `success`, or the error without its reason. */
  readonly code: string;
  readonly output?: Output<N>;
  readonly message?: string;
  readonly httpStatus?: number;
}

interface ServiceFailure {
  readonly name: string;
  readonly message: string;
  readonly Reason?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** Sends a call once. @throws what is no answer of the service, such as a missing connection */
export async function send<N extends Operation>(client: sdk.OrganizationsClient, operation: N, input: Input<N>): Promise<Outcome<N>> {
  const command = new (sdk[`${operation}Command`] as unknown as new (input: unknown) => never)(input);
  try {
    return { text: 'success', code: 'success', output: await client.send(command) as Output<N>, httpStatus: 200 };
  } catch (error) {
    const { name, message, Reason: reason, $metadata: metadata } = error as ServiceFailure;
    if (metadata?.httpStatusCode === undefined) throw error;
    return { text: reason === undefined ? name : `${name} ${reason}`, code: name, message, httpStatus: metadata.httpStatusCode };
  }
}
