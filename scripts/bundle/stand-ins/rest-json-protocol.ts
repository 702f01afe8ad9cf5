// eslint-disable-next-line import/no-extraneous-dependencies -- the version that the SDK brings
import { AwsJsonRpcProtocol } from '@aws-sdk/core/protocols';
// eslint-disable-next-line import/no-extraneous-dependencies -- the version that the SDK brings
import { loadRestJsonErrorCode } from '@smithy/core/protocols';

/** The parts of an operation's schema that this protocol reads. */
interface Operation {
  readonly traits: { readonly http: readonly [method: string, path: string, status: number] };
}

/**
 * Stands in for the protocol of AWS Account Management, which can put members of a request into its path, query and headers. Every
 * operation of that service is a POST request with a fixed path and all members in the body. The protocol differs from JSON RPC in the
 * path and two headers.
 */
export class AwsRestJsonProtocol extends AwsJsonRpcProtocol {
  public override getShapeId(): string {
    return 'aws.protocols#restJson1';
  }

  public override async serializeRequest(...[operation, input, context]: Parameters<AwsJsonRpcProtocol['serializeRequest']>) {
    const request = await super.serializeRequest(operation, input, context);
    request.path += (operation as unknown as Operation).traits.http[1].slice(1);
    request.headers['content-type'] = this.getDefaultContentType();
    delete request.headers['x-amz-target'];
    return request;
  }

  protected override getJsonRpcVersion() {
    return '1.1' as const;
  }

  protected override getDefaultContentType(): string {
    return 'application/json';
  }

  protected override handleError(
    ...[operation, context, response, data, metadata]: Parameters<AwsJsonRpcProtocol['handleError']>
  ): Promise<never> {
    return super.handleError(operation, context, response, { ...data, __type: loadRestJsonErrorCode(response, data) }, metadata);
  }
}
