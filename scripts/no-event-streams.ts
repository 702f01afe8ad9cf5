/**
 * Stands in for the SDK's event streams in the handler bundle: no operation of AWS Organizations or CloudFormation has one, and the SDK
 * loads the code for them only when an operation does.
 */
export class EventStreamSerde {
  public constructor() {
    throw new Error('The handler bundle calls no operation with an event stream.');
  }
}

export const eventStreamSerdeProvider = undefined;
