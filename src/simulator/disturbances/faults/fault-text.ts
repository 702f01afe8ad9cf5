import { Fault } from './fault';

/** A fault in its short form (see `parseFault`). A message has no place there and is left out. */
export function faultText(fault: Fault): string {
  const { operation, nth, probability } = fault;
  const when = nth ?? (probability === undefined ? undefined : withPoint(probability));
  return [operation, when, effectText(fault)].filter((part) => part !== undefined).join(':');
}

function withPoint(probability: number): string {
  return Number.isInteger(probability) ? probability.toFixed(1) : String(probability);
}

function effectText(fault: Fault): string {
  switch (fault.effect) {
    case 'fail': return `fail=${fault.code}${fault.reason === undefined ? '' : `/${fault.reason}`}`;
    case 'failLater': return `failLater=${fault.failureReason}`;
    case 'delay': return `delay=${fault.delayMs}`;
    case 'neverAnswers': return `neverAnswers=${fault.request}`;
    default: return fault.effect;
  }
}
