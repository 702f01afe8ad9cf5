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
  /** How long, in milliseconds, the answer keeps the caller waiting. Whoever carries the answer has to honour it. */
  readonly delayMs?: number;
  /** The answer never reaches the caller, the connection breaks off instead. Whoever carries the answer has to honour it. */
  readonly dropped?: true;
  /** No answer ever comes and the connection stays open; the body is empty then. Whoever carries the answer has to honour it. */
  readonly neverAnswers?: true;
}

export function header(request: SimulatorRequest, name: string): string | undefined {
  const found = Object.keys(request.headers).find((each) => each.toLowerCase() === name);
  return found === undefined ? undefined : request.headers[found];
}
