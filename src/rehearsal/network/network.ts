import { randomBetween, type Random } from '../time/random';
import type { VirtualTime } from '../time/virtual-time';

/** A whole HTTP request for the simulator's `handle`. Header names are lower case. */
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
  /** The time in milliseconds that the service adds to the time of the network. */
  readonly delayMs?: number;
  /** Whether the connection breaks instead of an answer. The effect of the request remains. */
  readonly dropped?: boolean;
  /** Whether the connection stays open and no answer arrives. The effect of the request remains. */
  readonly neverAnswers?: boolean;
}

/** A service that answers at once. The network adds its own time. */
export type Endpoint = (request: HttpRequest) => HttpResponse;

const LATENCY_MS = { least: 30, most: 120 };

export interface SentMessage {
  /** Ends the exchange for the sender. The effect of a request that has arrived remains. */
  abandon(): void;
}

/** Carries whole messages between functions and the simulated services, in virtual time. */
export class Network {
  constructor(
    private readonly time: VirtualTime,
    private readonly random: Random,
    private readonly endpointOf: (host: string) => Endpoint | undefined,
  ) {}

  /** @param arriving called when the request reaches its service, with the function that delivers it */
  public send(
    request: HttpRequest,
    answered: (response: HttpResponse) => void,
    failed: (error: Error) => void,
    arriving: (deliver: () => void) => void = (deliver) => deliver(),
  ): SentMessage {
    let abandoned = false;
    const endpoint = this.endpointOf(request.host);
    const latency = randomBetween(this.random, LATENCY_MS.least, LATENCY_MS.most);
    const there = Math.ceil(latency / 2);
    this.time.setTimer(there, () => {
      if (abandoned) {
        return;
      }
      if (endpoint === undefined) {
        failed(connectionRefused(request.host));
        return;
      }
      arriving(() => {
        const { delayMs = 0, dropped = false, neverAnswers = false, ...response } = endpoint(request);
        if (neverAnswers) {
          return;
        }
        this.time.setTimer(latency - there + delayMs, () => {
          if (abandoned) {
            return;
          }
          if (dropped) {
            failed(connectionLost());
          } else {
            answered(withDate(response, this.time.now()));
          }
        });
      });
    });
    return {
      abandon: () => {
        abandoned = true;
      },
    };
  }
}

function connectionRefused(host: string): Error {
  const message = `connect ECONNREFUSED ${host}: a rehearsal has no other network than AWS Organizations, AWS Account Management and AWS CloudFormation`;
  return Object.assign(new Error(message), { code: 'ECONNREFUSED', errno: -111, syscall: 'connect', address: host });
}

function connectionLost(): Error {
  return Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
}

/** Adds the date of the service, which SDKs compare with their own clock. */
function withDate(response: HttpResponse, now: number): HttpResponse {
  return 'date' in response.headers ? response : { ...response, headers: { date: new Date(now).toUTCString(), ...response.headers } };
}
