export interface SimulatorRequest {
  readonly method: string;
  readonly path: string;
  /** Names in any case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface SimulatorResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
  /** The delay of the answer, in milliseconds. The transport must apply it. */
  readonly delayMs?: number;
  /** The connection closes without an answer. The transport must close it. */
  readonly dropped?: true;
  /** The connection stays open without an answer, and the body is empty. The transport must keep it open. */
  readonly neverAnswers?: true;
}

export function header(request: SimulatorRequest, name: string): string | undefined {
  const found = Object.keys(request.headers).find((each) => each.toLowerCase() === name);
  return found === undefined ? undefined : request.headers[found];
}
