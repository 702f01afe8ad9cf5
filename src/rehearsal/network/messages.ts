/** A whole HTTP request, as the simulator's `handle` takes it. Header names are lower case. */
export interface HttpRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How long the service keeps the caller waiting beyond the network's own time, in milliseconds. */
  readonly delayMs?: number;
  /** The connection breaks off instead of an answer; what the request did stays done. */
  readonly dropped?: boolean;
  /** The connection stays open and no answer ever comes; what the request did stays done. */
  readonly neverAnswers?: boolean;
}

/** A service that answers at once; the network adds the time that it takes. */
export type Endpoint = (request: HttpRequest) => HttpResponse;
